package org.onnxnet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.OnnxGraph;
import org.onnxnet.cli.output.Json;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.io.OnnxWriter;
import org.onnxnet.simplify.Simplification;
import org.onnxnet.simplify.SimplificationReport;
import org.onnxnet.simplify.Simplifier;
import org.onnxnet.simplify.SimplifyMode;

/** Loads one file, simplifies it and saves the result. */
record SimplifyJob(SimplifyMode mode) {
    /** @param millis wall time from opening the one file to closing the other */
    record Result(SimplifyMode mode, int nodesBefore, int nodesAfter, long millis, SimplificationReport report) {
        ObjectNode reportJson() {
            ObjectNode json = Json.object();
            json.put("mode", mode.toString());
            json.put("nodesBefore", nodesBefore);
            json.put("nodesAfter", nodesAfter);
            list(report.rewrites(), json.putArray("rewrites"));
            list(report.refused(), json.putArray("refused"));
            ArrayNode notes = json.putArray("notes");
            report.notes().forEach(notes::add);
            ArrayNode failures = json.putArray("failures");
            report.failures().forEach(failure -> failures.add(failure.toString()));
            return json;
        }

        private static void list(List<SimplificationReport.Rewrite> rewrites, ArrayNode json) {
            for (SimplificationReport.Rewrite rewrite : rewrites) {
                ObjectNode entry = json.addObject();
                entry.put("rule", rewrite.rule());
                rewrite.nodes().forEach(entry.putArray("nodes")::add);
                entry.put("reason", rewrite.reason());
            }
        }
    }

    /** The same for a line of a batch. */
    void line(List<String> columns, ObjectNode json) throws IOException {
        if (columns.size() != 2) {
            throw new InvalidModelException("found " + columns.size() + " columns in '" + String.join("\t", columns)
                    + "', wanted IN, a tab, and OUT");
        }
        json.put("out", columns.get(1));
        Result result = run(Path.of(columns.get(0)), Path.of(columns.get(1)), null);
        json.put("status", "ok")
                .put("nodesBefore", result.nodesBefore())
                .put("nodesAfter", result.nodesAfter())
                .put("millis", result.millis());
    }

    /** @param report what else will be written, if anything */
    Result run(Path in, Path out, @Nullable Path report) throws IOException {
        long start = System.nanoTime();
        OnnxGraph before = Networks.load(in);
        // Saving looks only at what the simplified network still reads; the file it came from may read more.
        OnnxWriter.requireUnread(before.model(), out);
        if (report != null) {
            OnnxWriter.requireUnread(before.model(), report);
        }
        Simplification done = Simplifier.of(mode).simplify(before.model());
        OnnxGraph after = OnnxGraph.of(done.model());
        after.save(out);
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new Result(mode, before.nodes().size(), after.nodes().size(), millis, done.report());
    }
}
