package org.onnxnet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.onnxnet.cli.output.Failure;
import org.onnxnet.cli.output.Json;
import org.onnxnet.cli.output.Progress;

/** Work on the files that a list names, a line of JSON for each; a bad file is an error in its line and nothing more. */
final class Batch {
    /** What is done for a line of the list. */
    @FunctionalInterface
    interface Work {
        /**
         * Does the work and says in {@code json} what came of it.
         *
         * @param columns the line, cut at its tabs
         * @param json takes what is found
         */
        void run(List<String> columns, ObjectNode json) throws IOException;
    }

    private Batch() {}

    /**
     * @param activity what the progress bar says
     * @param key what the first column is called in JSON
     */
    static void run(Path list, String activity, String key, PrintWriter out, Work work) throws IOException {
        List<String> lines = TextFile.lines(list);
        try (Progress progress = Progress.of(activity, lines.size())) {
            for (String line : lines) {
                out.println(Json.line(one(List.of(line.split("\t", -1)), key, work)));
                out.flush();
                progress.step();
            }
        }
    }

    @SuppressWarnings("CatchingUnchecked") // the batch goes on whatever one file does
    private static ObjectNode one(List<String> columns, String key, Work work) {
        ObjectNode json = Json.object().put(key, columns.get(0));
        try {
            work.run(columns, json);
        } catch (IOException | RuntimeException e) {
            json.put("status", "error").put("error", Failure.messageOf(e));
        }
        return json;
    }
}
