package org.onnxnet.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.onnxnet.cli.output.Json;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.predictor.LanguageModel;
import org.onnxnet.predictor.text.TextScore;
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
        List<String> texts = texts();
        try (LanguageModel loaded = model.load()) {
            PrintWriter out = spec.commandLine().getOut();
            for (TextScore score : loaded.scoreTexts(texts)) {
                out.println(json ? toJson(score) : String.valueOf(score.score()));
            }
        }
        return 0;
    }

    private List<String> texts() throws IOException {
        JsonMapper mapper = new JsonMapper();
        List<String> lines = TextFile.lines(file, "a line of JSON for each text");
        List<String> texts = new ArrayList<>();
        for (String line : lines) {
            JsonNode node;
            try {
                node = mapper.readTree(line);
            } catch (JacksonException e) {
                throw new OnnxNetException(place(texts) + "not JSON: " + e.getOriginalMessage(), e);
            }
            JsonNode text = node.isObject() ? node.path("text") : node;
            if (!text.isTextual()) {
                throw new OnnxNetException(place(texts) + "wanted a string, or an object with a string \"text\"");
            }
            texts.add(text.textValue());
        }
        return texts;
    }

    private String place(List<String> read) {
        return file + ": entry " + (read.size() + 1) + ": ";
    }

    private static ObjectNode toJson(TextScore score) {
        return Json.object()
                .put("score", Double.isNaN(score.score()) ? null : Double.valueOf(score.score()))
                .put("tokens", score.tokens())
                .put("truncated", score.truncated())
                .put("folded", score.folded());
    }
}
