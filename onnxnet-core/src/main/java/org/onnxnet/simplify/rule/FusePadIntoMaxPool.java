package org.onnxnet.simplify.rule;

import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Lets a maximum pooling pad itself, which it does with minus infinity; a Pad with zeros stays.
 *
 * <pre>MaxPool(Pad(x, [0,0,1,1,0,0,1,1], -inf)) -> MaxPool[pads=1,1,1,1](x)</pre>
 */
@RuleInfo(
        roots = "MaxPool",
        lossless = false,
        summary = "A Pad with minus infinity that only a MaxPool reads becomes its pads.",
        example = "MaxPool(Pad(x, [0, 0, 1, 1, 0, 0, 1, 1], -inf)) -> MaxPool[pads=1,1,1,1](x)")
public final class FusePadIntoMaxPool implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        long[] pads = PaddedWindow.pads(node, Double.NEGATIVE_INFINITY, graph);
        boolean indices = node.hasOutput(1) && graph.useCount(node.output(1)) > 0;
        return pads == null || indices || node.intAttribute("ceil_mode", 0) != 0 || !PaddedWindow.fitsKernel(pads, node)
                ? Edit.unchanged()
                : PaddedWindow.edit(node, pads, graph);
    }
}
