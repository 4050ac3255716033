package org.onnxnet.simplify.rule;

import static org.onnxnet.simplify.SimplifyMode.CANONICAL;

import org.onnxnet.graph.Node;
import org.onnxnet.simplify.Edit;
import org.onnxnet.simplify.GraphView;
import org.onnxnet.simplify.NodeRule;
import org.onnxnet.simplify.RuleInfo;

/**
 * Lets a convolution pad itself with zeros.
 *
 * <pre>Conv(Pad(x, [0,0,1,1,0,0,1,1]), w) -> Conv[pads=1,1,1,1](x, w)</pre>
 */
@RuleInfo(
        roots = "Conv",
        mode = CANONICAL,
        summary = "A Pad with zeros of the spatial axes that only a Conv reads becomes its pads.",
        example = "Conv(Pad(x, [0, 0, 1, 1, 0, 0, 1, 1]), w) -> Conv[pads=1,1,1,1](x, w)")
public final class FusePadIntoConv implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        long[] pads = PaddedWindow.pads(node, 0, graph);
        return pads == null ? Edit.unchanged() : PaddedWindow.edit(node, pads, graph);
    }
}
