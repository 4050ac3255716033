package org.onnxnet.simplify.rule;

import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Lets a convolution pad itself with zeros.
 *
 * <pre>Conv(Pad(x, [0,0,1,1,0,0,1,1]), w) -> Conv[pads=1,1,1,1](x, w)</pre>
 */
@RuleInfo(
        roots = "Conv",
        lossless = false,
        summary = "A Pad with zeros of the spatial axes that only a Conv reads becomes its pads.",
        example = "Conv(Pad(x, [0, 0, 1, 1, 0, 0, 1, 1]), w) -> Conv[pads=1,1,1,1](x, w)")
public final class FusePadIntoConv implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        long[] pads = PaddedWindow.pads(node, 0, graph);
        return pads == null ? Edit.unchanged() : PaddedWindow.edit(node, pads, graph);
    }
}
