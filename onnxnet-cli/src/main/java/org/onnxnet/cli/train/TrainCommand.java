package org.onnxnet.cli.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.onnxnet.cli.output.Json;
import org.onnxnet.trainer.EpochReport;
import org.onnxnet.trainer.PretrainingReport;
import org.onnxnet.trainer.TrainingResult;
import org.onnxnet.trainer.data.LabelledText;
import org.onnxnet.trainer.data.TrainingData;
import org.onnxnet.trainer.recipe.Recipe;
import org.onnxnet.trainer.state.MetricsLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code onnxnet train}: a language model from a recipe. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a language model as RECIPE says; one that was killed goes on where it stopped.",
        footer = {
            "",
            "Writes the models last and best, metrics.jsonl and figures into the output of the recipe.",
            "docs/training.md describes recipes."
        })
public final class TrainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RECIPE", description = "A YAML file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--json", description = "Print JSON, one object a line.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Recipe recipe = Recipe.read(file);
        try (TrainingProgress progress = new TrainingProgress(
                spec.commandLine().getOut(), spec.commandLine().getErr(), json)) {
            recipe.trainer().listener(progress);
            if (recipe.task() == Recipe.Task.MASKED_TOKENS) {
                pretrain(recipe);
            } else {
                train(recipe);
            }
        }
        return 0;
    }

    private void pretrain(Recipe recipe) throws IOException {
        DataSets.Texts texts = DataSets.unlabelled(recipe);
        List<PretrainingReport> epochs =
                recipe.trainer().build().pretrain(texts.train(), texts.validation(), recipe.output());
        TrainingFigures.curve(recipe.output().resolve(MetricsLog.FILE), recipe.output());
        print(recipe.output().resolve("last"), epochs.size() + " epochs", "model");
    }

    private void train(Recipe recipe) throws IOException {
        TrainingData data = DataSets.labelled(recipe);
        TrainingResult result = recipe.trainer().build().train(data, recipe.output());
        TrainingFigures.curve(recipe.output().resolve(MetricsLog.FILE), recipe.output());
        List<LabelledText> shown = data.test().isEmpty() ? data.validation() : data.test();
        if (!shown.isEmpty() && data.labels() == 1) {
            TrainingFigures.scatter(result.bestModel(), shown, recipe.output());
        }
        print(result.lastModel(), figures(result.last()), "last");
        print(result.bestModel(), figures(result.best()), "best");
    }

    private static String figures(EpochReport epoch) {
        return "epoch " + epoch.epoch() + TrainingProgress.figures(epoch);
    }

    private void print(Path model, String figures, String name) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.line(Json.object().put("model", name).put("directory", model.toString())));
        } else {
            out.println(name + ": " + model + ", " + figures);
        }
        out.flush();
    }
}
