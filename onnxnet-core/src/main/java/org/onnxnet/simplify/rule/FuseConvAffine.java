package org.onnxnet.simplify.rule;

import static org.onnxnet.simplify.SimplifyMode.CANONICAL;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.Edit;
import org.onnxnet.simplify.GraphView;
import org.onnxnet.simplify.NodeRule;
import org.onnxnet.simplify.RuleInfo;

/**
 * Folds an addition or multiplication per channel into the convolution in front of it.
 *
 * <pre>
 * Add(Conv(x, w), c: 1xCx1x1) -> Conv(x, w, c')
 * Mul(Conv(x, w), c: 1xCx1x1) -> Conv(x, w')
 * </pre>
 */
@RuleInfo(
        roots = {"Add", "Mul"},
        mode = CANONICAL,
        summary =
                "An Add or Mul of one number per channel that alone reads a Conv becomes part of its bias or weights.",
        example = "Add(Conv(x, w), c) where c is 1xCx1x1 -> Conv(x, w, c')")
public final class FuseConvAffine implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        for (int slot = 0; slot < 2; slot++) {
            FoldableConv conv = FoldableConv.at(node.input(slot), graph);
            String operand = node.input(1 - slot);
            if (conv != null
                    && graph.opset() >= 7
                    && Operands.hasTypeOf(node.input(slot), node.output(0), graph)
                    && isPerChannel(graph.staticShape(operand), conv, graph)) {
                return fold(node, conv, operand, graph);
            }
        }
        return Edit.unchanged();
    }

    /** Whether a shape has one element, or one per channel on the channel axis, counted from the back. */
    private static boolean isPerChannel(@Nullable Shape shape, FoldableConv conv, GraphView graph) {
        int rank = conv.rank(graph);
        if (shape == null || shape.rank() > rank) {
            return false;
        }
        for (int axis = 0; axis < shape.rank(); axis++) {
            boolean channelAxis = axis + rank - shape.rank() == 1;
            if (!shape.dim(axis).is(1) && !(channelAxis && shape.dim(axis).is(conv.channels()))) {
                return false;
            }
        }
        return true;
    }

    private static Edit fold(Node node, FoldableConv conv, String operand, GraphView graph) {
        boolean adds = node.is("Add");
        String reason = adds ? "the addition is an offset per channel" : "the multiplication is a factor per channel";
        Tensor constant = graph.constant(operand);
        if (conv.isKnown() && constant != null) {
            Supplier<double[]> numbers = ChannelAffine.perChannel(constant, conv.channels());
            ChannelAffine affine = adds ? new ChannelAffine(null, numbers) : new ChannelAffine(numbers, null);
            return conv.fold(node, affine, graph, reason);
        }
        boolean absent = !conv.isKnown() && graph.isParameter(operand) && graph.isUsedOnce(operand);
        return absent ? conv.absorb(node, List.of(operand), adds, graph, reason) : Edit.unchanged();
    }
}
