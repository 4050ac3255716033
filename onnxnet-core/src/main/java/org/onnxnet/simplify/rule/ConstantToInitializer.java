package org.onnxnet.simplify.rule;

import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Turns a <a href="https://onnx.ai/onnx/operators/onnx__Constant.html">Constant</a> node into an initializer. Before version 4
 * of the file format every initializer is an input, so there the node stays, unless the version may be raised
 * ({@code CANONICAL}).
 *
 * <pre>Add(x, Constant[value=c]()) -> Add(x, c)</pre>
 */
@RuleInfo(
        roots = "Constant",
        lossless = true,
        summary = "A Constant node becomes an initializer (file format 4 and later; CANONICAL raises format 3).",
        example = "Add(x, Constant[value=c]()) -> Add(x, c)")
public final class ConstantToInitializer implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Tensor tensor = graph.constant(node.output(0));
        if (tensor == null || !graph.hasFreeInitializers()) {
            return Edit.unchanged();
        }
        return Edit.because("a constant needs no node")
                .remove(node)
                .constant(tensor)
                .build();
    }
}
