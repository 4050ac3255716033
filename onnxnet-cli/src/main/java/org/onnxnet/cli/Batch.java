package org.onnxnet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.onnxnet.cli.output.Failure;
import org.onnxnet.cli.output.Json;
import org.onnxnet.cli.output.Progress;
import picocli.CommandLine;

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
     * Does all lines, however many are bad.
     *
     * @param activity what the progress bar says
     * @param key what the first column is called in JSON
     * @return the exit code: 1 if any line was bad
     */
    static int run(Path list, String activity, String key, CommandLine command, Work work) throws IOException {
        List<String> lines = TextFile.lines(list, "a list with a line for each file");
        PrintWriter out = command.getOut();
        int bad = 0;
        try (Progress progress = Progress.of(activity, lines.size())) {
            for (String line : lines) {
                ObjectNode json = one(List.of(line.split("\t", -1)), key, work);
                bad += json.has("error") ? 1 : 0;
                out.println(Json.line(json));
                out.flush();
                progress.step();
            }
        }
        if (bad == 0) {
            return CommandLine.ExitCode.OK;
        }
        command.getErr().printf("onnxnet: %s: %d of %d lines failed; \"error\" says why%n", list, bad, lines.size());
        return CommandLine.ExitCode.SOFTWARE;
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
