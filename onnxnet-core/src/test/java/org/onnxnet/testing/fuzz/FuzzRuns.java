package org.onnxnet.testing.fuzz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.onnxnet.graph.OnnxNetException;

/**
 * How long tests hunt and with what, from system properties: {@code onnxnet.fuzz.inputs} (number of inputs for each target),
 * {@code onnxnet.fuzz.seed}, {@code onnxnet.fuzz.seeds} (one more folder with seed models).
 */
public final class FuzzRuns {
    private static final long INPUTS = Long.getLong("onnxnet.fuzz.inputs", 1000);
    private static final long SEED = Long.getLong("onnxnet.fuzz.seed", 20261124);

    private FuzzRuns() {}

    /** Runs a target; prints what it did. */
    public static void run(String name, FuzzTarget target) {
        run(name, target, models());
    }

    /** Runs a target on texts made from the seed models, one of each that has one; prints what it did. */
    public static void runOnTexts(String name, FuzzTarget target, Function<byte[], Optional<String>> text) {
        ModelMutator models = models();
        List<String> texts = IntStream.range(0, models.seedCount())
                .mapToObj(models::input)
                .flatMap(model -> text.apply(model).stream())
                .toList();
        run(name, target, new TextMutator(texts, SEED));
    }

    private static void run(String name, FuzzTarget target, FuzzInputs inputs) {
        System.out.println(Fuzzer.run(name, target, inputs, INPUTS) + ", seed " + SEED);
    }

    /** Gives one input to a target; that it is refused is fine. */
    public static void accept(FuzzTarget target, byte[] input) {
        try {
            target.run(input);
        } catch (OnnxNetException refused) {
            // As it should be.
        }
    }

    private static ModelMutator models() {
        Path root = Path.of("").toAbsolutePath().getParent();
        List<Path> folders = new ArrayList<>(
                List.of(root.resolve("onnxnet-core/src/test/resources/traps"), root.resolve("samples")));
        String more = System.getProperty("onnxnet.fuzz.seeds", "");
        if (!more.isEmpty()) {
            folders.add(Path.of(more));
        }
        return ModelMutator.of(folders, SEED);
    }
}
