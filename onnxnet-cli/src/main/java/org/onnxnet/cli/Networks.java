package org.onnxnet.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.onnxnet.OnnxGraph;
import org.onnxnet.check.Problem;
import org.onnxnet.check.Severity;
import org.onnxnet.graph.InvalidModelException;

/** Loads what the commands work on. */
final class Networks {
    private Networks() {}

    /**
     * Loads a file whose graph can be worked with.
     *
     * @throws InvalidModelException if it is no model, or its graph makes no sense: a cycle, a value that nobody defines or
     *     that two nodes define; what only breaks a rule of the standard is let through
     */
    static OnnxGraph load(Path file) throws IOException {
        OnnxGraph graph = OnnxGraph.load(file);
        check(graph, file);
        return graph;
    }

    /**
     * The same for a graph that was made from a file.
     *
     * @throws InvalidModelException if the graph makes no sense
     */
    static void check(OnnxGraph graph, Path file) {
        for (Problem problem : graph.check()) {
            if (problem.severity() == Severity.ERROR) {
                throw new InvalidModelException(file + ": " + problem.where() + ": " + problem.message());
            }
        }
    }
}
