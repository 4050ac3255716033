package org.onnxnet.simplify.rule;

import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Lets an average pooling pad itself with zeros that count.
 *
 * <pre>AveragePool(Pad(x, [0,0,1,1,0,0,1,1])) -> AveragePool[count_include_pad=1, pads=1,1,1,1](x)</pre>
 */
@RuleInfo(
        roots = "AveragePool",
        lossless = false,
        summary = "A Pad with zeros that only an AveragePool reads becomes its pads, which then count.",
        example = "AveragePool(Pad(x, [0, 0, 1, 1, 0, 0, 1, 1])) -> AveragePool[count_include_pad=1, pads=1,1,1,1](x)")
public final class FusePadIntoAveragePool implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        long[] pads = PaddedWindow.pads(node, 0, graph);
        List<Long> own = node.intsAttribute("pads");
        boolean ownDoNotCount =
                own != null && own.stream().anyMatch(pad -> pad != 0) && node.intAttribute("count_include_pad", 0) == 0;
        if (pads == null
                || ownDoNotCount
                || node.intAttribute("ceil_mode", 0) != 0
                || graph.opset() < 7
                || !PaddedWindow.fitsKernel(pads, node)) {
            return Edit.unchanged();
        }
        return PaddedWindow.edit(node, pads, graph, Attribute.of("count_include_pad", 1));
    }
}
