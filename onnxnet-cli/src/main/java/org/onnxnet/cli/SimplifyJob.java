package org.onnxnet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.onnxnet.OnnxGraph;
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
            ArrayNode rewrites = json.putArray("rewrites");
            for (SimplificationReport.Rewrite rewrite : report.rewrites()) {
                ObjectNode entry = rewrites.addObject();
                entry.put("rule", rewrite.rule());
                rewrite.nodes().forEach(entry.putArray("nodes")::add);
                entry.put("reason", rewrite.reason());
            }
            return json;
        }
    }

    Result run(Path in, Path out) throws IOException {
        long start = System.nanoTime();
        OnnxGraph before = Networks.load(in);
        Simplification done = Simplifier.of(mode).simplify(before.model());
        OnnxGraph after = OnnxGraph.of(done.model());
        after.save(out);
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new Result(mode, before.nodes().size(), after.nodes().size(), millis, done.report());
    }
}
