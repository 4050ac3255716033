package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Folds a multiplication or division by one constant number, or by one per channel, into the constant weights of the Conv,
 * ConvTranspose, Gemm or MatMul that alone reads it. Padding stays what it is, since a multiple of 0 is 0.
 *
 * <pre>
 * Conv(Mul(x, c: 1xCx1x1), w) -> Conv(x, w')
 * MatMul(Div(x, c), w)        -> MatMul(x, w')
 * </pre>
 */
@RuleInfo(
        roots = {"Conv", "ConvTranspose", "Gemm", "MatMul"},
        lossless = false,
        summary =
                "A product with constants, one per channel, that only a Conv, ConvTranspose, Gemm or MatMul reads becomes"
                        + " part of its weights.",
        example = "Conv(Mul(x, c), w) where c is 1xCx1x1 -> Conv(x, w')")
public final class FuseFactorIntoWeights implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Node product = graph.producer(node.input(0));
        int slots = product == null ? 0 : product.is("Mul") ? 2 : product.is("Div") ? 1 : 0;
        if (product == null || slots == 0) {
            return Edit.unchanged();
        }
        Shape shape = graph.staticShape(node.input(1));
        WeightLayout layout = shape == null ? null : WeightLayout.ofInput(node, shape);
        Tensor weights = graph.constant(node.input(1));
        if (graph.opset() < 7
                || !graph.isUsedOnce(node.input(0))
                || layout == null
                || weights == null
                || !graph.isUsedOnce(node.input(1))
                || !isFoldable(weights.elementType())) {
            return Edit.unchanged();
        }
        for (int slot = 0; slot < slots; slot++) {
            Tensor numbers = graph.constant(product.input(1 - slot));
            if (numbers != null
                    && numbers.elementType() == weights.elementType()
                    && Operands.hasTypeOf(product.input(slot), node.input(0), graph)
                    && !(product.is("Div") && ChannelAffine.hasZero(numbers))
                    && isPerChannel(numbers.shape(), node, layout.channels(), graph)) {
                return fold(node, product, slot, layout, weights, numbers, graph);
            }
        }
        return Edit.unchanged();
    }

    private static boolean isFoldable(ElementType type) {
        return type == ElementType.FLOAT || type == ElementType.DOUBLE;
    }

    /** Whether a shape has one element, or one per channel on the channel axis of the first input, counted from the back. */
    private static boolean isPerChannel(Shape shape, Node node, int channels, GraphView graph) {
        Shape input = graph.shape(node.input(0));
        if (input == null || shape.rank() > input.rank() || input.rank() < 2) {
            return false;
        }
        int channelAxis = node.is("Gemm") || node.is("MatMul") ? input.rank() - 1 : 1;
        for (int axis = 0; axis < shape.rank(); axis++) {
            boolean isChannel = axis + input.rank() - shape.rank() == channelAxis;
            if (!shape.dim(axis).is(1) && !(isChannel && shape.dim(axis).is(channels))) {
                return false;
            }
        }
        return true;
    }

    private static Edit fold(
            Node node, Node product, int slot, WeightLayout layout, Tensor weights, Tensor numbers, GraphView graph) {
        Supplier<double[]> each = ChannelAffine.perChannel(numbers, layout.channels());
        ChannelAffine affine = new ChannelAffine(product.is("Div") ? () -> inverse(each.get()) : each, null);
        String name = graph.freshName(node.input(1), "folded");
        List<String> inputs = new ArrayList<>(node.inputs());
        inputs.set(0, product.input(slot));
        inputs.set(1, name);
        return Edit.because("the other operand is a factor per channel")
                .remove(node)
                .remove(product)
                .constant(affine.scaled(weights, layout, name))
                .add(node.withInputs(inputs))
                .build();
    }

    private static double[] inverse(double[] numbers) {
        return Arrays.stream(numbers).map(number -> 1 / number).toArray();
    }
}
