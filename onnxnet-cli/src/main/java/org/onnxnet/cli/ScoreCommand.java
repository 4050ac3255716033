package org.onnxnet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.onnxnet.cli.output.Json;
import org.onnxnet.predictor.LanguageModel;
import org.onnxnet.predictor.text.TextScore;
import org.onnxnet.trainer.data.JsonLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code onnxnet score}: ready texts. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = "Scores ready texts, such as those of encode --jsonl, in the order of the file.",
        footer = {
            "",
            "A line that encode --jsonl wrote for a bad file is reported and has no score, and the exit code is 1.",
            "Without --model the bundled language model scores: encode --dialect folded --with inputs,parameters,summary."
        })
final class ScoreCommand implements Callable<Integer> {
    @Option(
            names = "--texts",
            required = true,
            paramLabel = "FILE",
            description = "JSON lines: a string each, or an object with a field \"text\".")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ModelOptions model;

    @Option(names = "--json", description = "Print a JSON line for each text.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<JsonLines.Line> lines = JsonLines.read(file, Function.identity());
        List<String> texts = lines.stream()
                .filter(line -> !isFailure(line))
                .map(ScoreCommand::text)
                .toList();
        try (LanguageModel loaded = model.load()) {
            Iterator<TextScore> scores = loaded.scoreTexts(texts).iterator();
            for (JsonLines.Line line : lines) {
                if (isFailure(line)) {
                    reportUnscored(line);
                } else {
                    TextScore score = scores.next();
                    spec.commandLine().getOut().println(json ? toJson(score) : String.valueOf(score.score()));
                }
            }
        }
        return texts.size() == lines.size() ? 0 : 1;
    }

    /** Whether it stands for a file that {@code encode --jsonl} could not write. */
    private static boolean isFailure(JsonLines.Line line) {
        return line.value().has("error") && !line.value().has("text");
    }

    /** It has its line all the same, so that scores stay beside their texts. */
    private void reportUnscored(JsonLines.Line line) {
        String message = line.wrong("not scored, it has no text but the error "
                        + line.found(line.value().path("error")))
                .getMessage();
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? Json.line(
                                        Json.object().put("score", Double.NaN).put("error", message))
                                : String.valueOf(Double.NaN));
        spec.commandLine().getErr().println("onnxnet: " + message);
    }

    private static String text(JsonLines.Line line) {
        JsonNode text = line.value().isObject() ? line.value().path("text") : line.value();
        if (!text.isTextual()) {
            throw line.wrong(
                    "found " + line.found(line.value()) + ", wanted a string, or an object with a string \"text\"");
        }
        return text.textValue();
    }

    private static String toJson(TextScore score) {
        return Json.line(Json.object()
                .put("score", score.score())
                .put("tokens", score.tokens())
                .put("truncated", score.truncated())
                .put("folded", score.folded()));
    }
}
