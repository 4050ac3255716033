package org.onnxnet.simplify.rule;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;
import org.onnxnet.simplify.rule.FoldableLayer.Parameters;

/**
 * Folds an addition, subtraction, multiplication or division of one number per channel into the Conv, ConvTranspose, Gemm or
 * MatMul before it.
 *
 * <pre>
 * Add(Conv(x, w), c: 1xCx1x1) -> Conv(x, w, c')
 * Mul(Conv(x, w), c: 1xCx1x1) -> Conv(x, w')
 * Sub(c, Gemm(x, w, b))       -> Gemm(x, w', b')
 * </pre>
 */
@RuleInfo(
        roots = {"Add", "Sub", "Mul", "Div"},
        lossless = false,
        summary =
                "Arithmetic with one number per channel that alone reads a Conv, ConvTranspose, Gemm or MatMul becomes"
                        + " part of its weights or bias.",
        example = "Add(Conv(x, w), c) where c is 1xCx1x1 -> Conv(x, w, c')")
public final class FuseChannelAffine implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        int slots = graph.opset() < 7 ? 0 : node.is("Div") ? 1 : 2;
        for (int slot = 0; slot < slots; slot++) {
            String operand = node.input(1 - slot);
            if (!isVector(graph.staticShape(operand))) {
                continue;
            }
            FoldableLayer layer = FoldableLayer.at(node.input(slot), graph);
            // FuseMatMulAdd takes the operand as it is.
            boolean gemm = layer != null && layer.node().is("MatMul") && node.is("Add");
            if (layer != null
                    && !gemm
                    && Operands.hasTypeOf(node.input(slot), node.output(0), graph)
                    && isPerChannel(graph.staticShape(operand), layer)) {
                return fold(node, layer, slot, operand, graph);
            }
        }
        return Edit.unchanged();
    }

    /** Whether a shape has no more than one axis with several elements, which most sums in a network do not have. */
    private static boolean isVector(@Nullable Shape shape) {
        int several = 0;
        for (int axis = 0; shape != null && axis < shape.rank(); axis++) {
            several += shape.dim(axis).is(1) ? 0 : 1;
        }
        return shape != null && several <= 1;
    }

    /** Whether a shape has one element, or one per channel on the channel axis, counted from the back. */
    private static boolean isPerChannel(@Nullable Shape shape, FoldableLayer layer) {
        if (shape == null || shape.rank() > layer.rank()) {
            return false;
        }
        for (int axis = 0; axis < shape.rank(); axis++) {
            boolean channelAxis = axis + layer.rank() - shape.rank() == layer.channelAxis();
            if (!shape.dim(axis).is(1) && !(channelAxis && shape.dim(axis).is(layer.channels()))) {
                return false;
            }
        }
        return true;
    }

    private static Edit fold(Node node, FoldableLayer layer, int slot, String operand, GraphView graph) {
        boolean adds = node.is("Add") || node.is("Sub");
        String reason =
                adds ? "the other operand is an offset per channel" : "the other operand is a factor per channel";
        if (layer.parameters() == Parameters.ABSENT) {
            boolean absent = graph.isParameter(operand) && graph.isUsedOnce(operand);
            return absent ? layer.absorb(node, List.of(operand), adds, graph, reason) : Edit.unchanged();
        }
        boolean known = layer.parameters() == Parameters.KNOWN;
        Tensor numbers = known ? graph.constant(operand) : UniformTensor.madeBy(operand, graph);
        if (numbers == null || (node.is("Div") && ChannelAffine.hasZero(numbers))) {
            return Edit.unchanged();
        }
        Supplier<double[]> each = ChannelAffine.perChannel(numbers, known ? layer.channels() : 1);
        return layer.fold(node, affine(node, slot, each), graph, reason);
    }

    private static ChannelAffine affine(Node node, int slot, Supplier<double[]> numbers) {
        return switch (node.op().type()) {
            case "Add" -> new ChannelAffine(null, numbers);
            case "Mul" -> new ChannelAffine(numbers, null);
            case "Div" -> new ChannelAffine(() -> mapped(numbers, number -> 1 / number), null);
            default ->
                slot == 0
                        ? new ChannelAffine(null, () -> mapped(numbers, number -> -number))
                        : new ChannelAffine(() -> mapped(numbers, number -> -1), numbers);
        };
    }

    private static double[] mapped(Supplier<double[]> numbers, DoubleUnaryOperator map) {
        return Arrays.stream(numbers.get()).map(map).toArray();
    }
}
