package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Writes the pads that a Conv or pooling chooses itself, where the size of its input is known.
 *
 * <pre>Conv[auto_pad=SAME_UPPER](x, w) -> Conv[pads=1,1,1,1](x, w)</pre>
 */
@RuleInfo(
        roots = {"Conv", "MaxPool", "AveragePool", "LpPool"},
        lossless = false,
        summary =
                "Pads that a Conv or pooling chooses itself by auto_pad are written out, if its input has a known size.",
        example = "Conv[auto_pad=SAME_UPPER](x, w) where x is 1x3x8x8, w is 4x3x3x3 -> Conv[pads=1,1,1,1](x, w)")
public final class ResolveAutoPad implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        String auto = node.stringAttribute("auto_pad", "NOTSET");
        boolean same = auto.equals("SAME_UPPER") || auto.equals("SAME_LOWER");
        // A pooling of ONNX Runtime that rounds up places such windows by rules of its own.
        if ((!same && !auto.equals("VALID")) || node.intAttribute("ceil_mode", 0) != 0) {
            return Edit.unchanged();
        }
        List<Attribute> attributes = new ArrayList<>(node.attributes());
        attributes.removeIf(attribute ->
                attribute.name().equals("auto_pad") || attribute.name().equals("pads"));
        if (same) {
            Window window = Window.of(node, graph);
            // The standard and ONNX Runtime do not agree on dilated kernels.
            long[] pads = window == null || window.isDilated() ? null : window.samePads(auto.equals("SAME_UPPER"));
            if (pads == null) {
                return Edit.unchanged();
            }
            attributes.add(Attribute.ofInts("pads", pads));
        }
        return Edit.replace(node, node.withAttributes(attributes), auto + " comes to these pads");
    }
}
