package org.onnxnet.testing;

import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.Model;
import org.onnxnet.simplify.Simplification;
import org.onnxnet.simplify.Simplifier;
import org.onnxnet.simplify.SimplifyMode;

/** Simplifies for tests: a rule that breaks, which users only find in the report, is an error here. */
public final class Simplifying {
    private Simplifying() {}

    public static Simplification simplify(SimplifyMode mode, Model model) {
        return simplify(Simplifier.of(mode), model);
    }

    public static Simplification simplify(Simplifier simplifier, Model model) {
        Simplification result = simplifier.simplify(model);
        result.report().failures().forEach(failure -> {
            throw new AssertionError(failure.toString(), failure.exception());
        });
        return result;
    }

    public static OnnxGraph simplify(SimplifyMode mode, OnnxGraph graph) {
        return OnnxGraph.of(simplify(mode, graph.model()).model());
    }
}
