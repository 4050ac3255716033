package org.onnxnet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.onnxnet.graph.InvalidModelException;

/** Simplifies the files that a table lists; a bad file is a line in the result and nothing more. */
final class SimplifyBatch {
    private SimplifyBatch() {}

    static void run(Path table, SimplifyJob job, PrintWriter out) throws IOException {
        List<String> lines = TextFile.lines(table);
        try (Progress progress = Progress.of("simplifying", lines.size())) {
            for (String line : lines) {
                out.println(Json.line(one(line, job)));
                out.flush();
                progress.step();
            }
        }
    }

    @SuppressWarnings("CatchingUnchecked") // the batch goes on whatever one file does; the error is in its line
    private static ObjectNode one(String line, SimplifyJob job) {
        String[] columns = line.split("\t", -1);
        ObjectNode json = Json.object().put("in", columns[0]);
        try {
            if (columns.length != 2) {
                throw new InvalidModelException(
                        "found " + columns.length + " columns in '" + line + "', wanted IN, a tab, and OUT");
            }
            json.put("out", columns[1]);
            SimplifyJob.Result result = job.run(Path.of(columns[0]), Path.of(columns[1]));
            return json.put("status", "ok")
                    .put("nodesBefore", result.nodesBefore())
                    .put("nodesAfter", result.nodesAfter())
                    .put("millis", result.millis());
        } catch (IOException | RuntimeException e) {
            return json.put("status", "error").put("error", Failure.messageOf(e));
        }
    }
}
