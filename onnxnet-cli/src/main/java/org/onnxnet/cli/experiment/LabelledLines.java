package org.onnxnet.cli.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.onnxnet.cli.output.Json;
import org.onnxnet.io.TemporaryFile;
import org.onnxnet.trainer.data.LabelledText;

/** Texts with labels as the JSON lines that a recipe reads as {@code texts}. */
final class LabelledLines {
    private LabelledLines() {}

    /** Replaces a file when all of it is there. */
    static void write(Path out, List<LabelledText> texts) throws IOException {
        TemporaryFile.replace(out, file -> {
            for (LabelledText text : texts) {
                file.write((line(text) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static String line(LabelledText text) {
        ObjectNode json =
                Json.object().put("key", text.key()).put("group", text.group()).put("text", text.text());
        ArrayNode numbers = json.putArray("labels");
        for (double label : text.labels()) {
            if (Double.isNaN(label)) {
                numbers.addNull();
            } else {
                numbers.add(label);
            }
        }
        return Json.line(json);
    }
}
