package org.onnxnet.trainer.recipe;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.onnxnet.encoder.Component;
import org.onnxnet.encoder.Dialect;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.trainer.Execution;
import org.onnxnet.trainer.Schedule;
import org.onnxnet.trainer.Selection;
import org.onnxnet.trainer.Trainer;
import org.onnxnet.trainer.TrainerBuilder;
import org.onnxnet.trainer.network.Precision;
import org.onnxnet.trainer.optimizer.AdamW;
import org.onnxnet.trainer.recipe.Recipe.Task;
import org.onnxnet.trainer.start.NetworkSize;
import org.onnxnet.trainer.start.Start;

/** Reads the sections of a recipe. */
final class RecipeReader {
    private final Path file;

    RecipeReader(Path file) {
        this.file = file;
    }

    Recipe read() throws IOException {
        Section root = new Section(file, "", parse());
        TrainerBuilder trainer = Trainer.builder();
        Task task = root.choice("task", Task.SCORES, List.of(Task.values()), RecipeReader::lower);
        long seed = root.whole("seed", 42, Long.MIN_VALUE, Long.MAX_VALUE);
        Encoder encoder = encoder(root.section("encoder"));
        trainer.name(root.text("name", "language model")).seed(seed).encoder(encoder);
        model(root.section("model"), trainer);
        trainer.loss(LossSection.read(root.section("loss")));
        trainer.schedule(schedule(root.section("optimizer")));
        execution(root.section("execution"), trainer);
        Section evaluation = root.section("evaluation");
        trainer.selection(
                evaluation.choice("selection", Selection.VALIDATION, List.of(Selection.values()), RecipeReader::lower));
        evaluation.finish();
        Section data = root.section("data");
        Recipe recipe = new Recipe(
                task,
                root.requirePath("output"),
                seed,
                data.sections("train").stream().map(this::network).toList(),
                data.sections("validation").stream().map(this::heldOut).toList(),
                data.sections("test").stream().map(this::network).toList(),
                encoder,
                trainer);
        if (recipe.train().isEmpty()) {
            throw data.wrong("train", "a source, such as {texts: FILE.jsonl}");
        }
        data.finish();
        root.finish();
        return recipe;
    }

    private JsonNode parse() throws IOException {
        YAMLMapper mapper = new YAMLMapper(YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build());
        try {
            return mapper.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new RecipeException(
                    file + ": not YAML: "
                            + e.getOriginalMessage().lines().findFirst().orElse("")
                            + " at line "
                            + e.getLocation().getLineNr(),
                    e);
        }
    }

    private DataSource network(Section section) {
        DataSource source = section.has("texts")
                ? new DataSource.Texts(section.requirePath("texts"))
                : new DataSource.Space(
                        section.requireText("space"),
                        section.requireText("protocol"),
                        section.requirePath("data"),
                        section.has("count") ? OptionalInt.of(section.count("count", 1)) : OptionalInt.empty(),
                        section.whole("seed", 42, Long.MIN_VALUE, Long.MAX_VALUE));
        section.finish();
        return source;
    }

    private DataSource heldOut(Section section) {
        if (!section.has("share")) {
            return network(section);
        }
        double share = section.number("share", 0);
        section.finish();
        return section.build(() -> new DataSource.Share(share));
    }

    private static Encoder encoder(Section section) {
        Dialect dialect = section.choice("dialect", Dialect.COMPLETE, List.of(Dialect.values()), RecipeReader::lower);
        Set<Component> components = EnumSet.noneOf(Component.class);
        if (!section.has("components")) {
            components.addAll(List.of(Component.INPUTS, Component.PARAMETERS, Component.OUT_SHAPE));
        }
        for (String name : section.texts("components")) {
            components.add(List.of(Component.values()).stream()
                    .filter(component -> lower(component).equals(name))
                    .findFirst()
                    .orElseThrow(() -> section.wrong(
                            "components",
                            "a list of some of "
                                    + List.of(Component.values()).stream()
                                            .map(RecipeReader::lower)
                                            .toList())));
        }
        section.finish();
        return section.build(
                () -> Encoder.with(components.toArray(Component[]::new)).dialect(dialect));
    }

    private static void model(Section section, TrainerBuilder trainer) throws IOException {
        if (section.has("start")) {
            trainer.start(Start.from(section.requirePath("start")));
            int maxTokens = section.count("max-tokens", Integer.MAX_VALUE);
            section.build(() -> trainer.maxTokens(maxTokens));
        } else {
            NetworkSize small = NetworkSize.small();
            int layers = section.count("layers", small.layers());
            int hidden = section.count("hidden", small.hidden());
            int heads = section.count("heads", small.heads());
            int intermediate = section.count("intermediate", small.intermediate());
            int localAttention = section.count("local-attention", small.localAttention());
            int maxTokens = section.count("max-tokens", small.maxTokens());
            trainer.start(section.build(() ->
                    Start.scratch(new NetworkSize(layers, hidden, heads, intermediate, localAttention, maxTokens))));
        }
        section.finish();
    }

    private static Schedule schedule(Section section) {
        Schedule paper = Schedule.PAPER;
        AdamW.Constants adam = new AdamW.Constants(
                section.number("beta1", paper.adam().beta1()),
                section.number("beta2", paper.adam().beta2()),
                section.number("epsilon", paper.adam().epsilon()),
                section.number("weight-decay", paper.adam().decay()));
        int epochs = section.count("epochs", paper.epochs());
        int batchSize = section.count("batch-size", paper.batchSize());
        double learningRate = section.number("learning-rate", paper.learningRate());
        double endShare = section.number("end-share", paper.endShare());
        double warmupShare = section.number("warmup-share", paper.warmupShare());
        double power = section.number("power", paper.power());
        double clip = section.number("clip", paper.clip());
        section.finish();
        return section.build(
                () -> new Schedule(epochs, batchSize, learningRate, endShare, warmupShare, power, clip, adam));
    }

    private static void execution(Section section, TrainerBuilder trainer) {
        Execution otherwise = Execution.DEFAULT;
        Device device = otherwise.device();
        if (section.has("device")) {
            try {
                device = Device.parse(section.requireText("device"));
            } catch (OnnxNetException e) {
                throw section.wrong("device", "cpu, cpu:THREADS, cuda:ID or auto");
            }
        }
        Precision precision =
                section.choice("precision", otherwise.precision(), List.of(Precision.values()), RecipeReader::lower);
        trainer.execution(new Execution(
                device,
                precision,
                section.count("token-budget", otherwise.tokenBudget()),
                section.flag("gradient-checkpointing", otherwise.gradientCheckpointing())));
        if (section.has("save-interval")) {
            trainer.saveInterval(section.count("save-interval", 1));
        }
        section.finish();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
