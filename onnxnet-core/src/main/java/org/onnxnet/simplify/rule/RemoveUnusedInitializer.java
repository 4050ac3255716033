package org.onnxnet.simplify.rule;

import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.rewrite.ConstantRule;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Removes an initializer that nobody reads. One that is an input as well is part of the interface and stays; before version 4
 * of the file format all are inputs, and only {@code CANONICAL} lets them go.
 *
 * <pre>initializers w, unread -> initializer w</pre>
 */
@RuleInfo(
        roots = {},
        lossless = true,
        summary = "An initializer goes when nothing reads it; overridable ones stay.",
        example = "initializers w and unread -> initializer w")
public final class RemoveUnusedInitializer implements ConstantRule {
    @Override
    public Edit apply(Tensor constant, GraphView graph) {
        boolean frozen = graph.isInput(constant.name()) && graph.keepsInputs();
        return frozen || graph.useCount(constant.name()) > 0
                ? Edit.unchanged()
                : Edit.because("nothing reads initializer '" + constant.name() + "'")
                        .drop(constant.name())
                        .build();
    }
}
