package org.onnxnet.simplify.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Multiplies two constant factors with each other instead of one after the other. Both shrink or both grow what they are
 * multiplied with: then nothing overflows or vanishes in between that would not in the end, for any input.
 *
 * <pre>Mul(Mul(x, 2), 3) -> Mul(x, 6)</pre>
 */
@RuleInfo(
        roots = "Mul",
        lossless = false,
        summary = "A product with two constants, both at most 1 or both at least 1 in size, is one with their product.",
        example = "Relu(Mul(Mul(x, 2), 3)) -> Relu(Mul(x, 6))")
public final class MergeFactors implements NodeRule {
    private static final long MAX_ELEMENTS = 1024;

    @Override
    public Edit apply(Node node, GraphView graph) {
        if (graph.opset() < 7) {
            return Edit.unchanged();
        }
        for (int outer = 0; outer < 2; outer++) {
            Node inner = graph.producer(node.input(1 - outer), "Mul");
            for (int slot = 0; slot < 2 && inner != null && graph.isUsedOnce(inner.output(0)); slot++) {
                Tensor product = product(node.input(outer), inner.input(slot), graph);
                if (product != null && graph.constant(inner.input(1 - slot)) == null) {
                    return merge(node, inner, inner.input(1 - slot), product);
                }
            }
        }
        return Edit.unchanged();
    }

    private static Edit merge(Node node, Node inner, String data, Tensor product) {
        return Edit.because("both factors are constant")
                .remove(node)
                .remove(inner)
                .constant(product)
                .add(node.withInputs(List.of(data, product.name())))
                .build();
    }

    /** The product of two constants; null where that is not safe or larger than both. */
    private static @Nullable Tensor product(String left, String right, GraphView graph) {
        Tensor first = constant(left, graph);
        Tensor second = constant(right, graph);
        if (first == null || second == null) {
            return null;
        }
        Shape shape = shape(first, second);
        if (shape == null) {
            return null;
        }
        double[] a = first.toDoubles();
        double[] b = second.toDoubles();
        float[] product = new float[Math.max(a.length, b.length)];
        for (int i = 0; i < product.length; i++) {
            double x = a[a.length == 1 ? 0 : i];
            double y = b[b.length == 1 ? 0 : i];
            product[i] = (float) (x * y);
            if (!pullOneWay(x, y) || !isNormal(product[i])) {
                return null;
            }
        }
        return Tensor.ofFloats(graph.freshName(left, "product"), shape, product);
    }

    private static @Nullable Tensor constant(String value, GraphView graph) {
        Tensor constant = graph.constant(value);
        return constant != null
                        && constant.elementType() == ElementType.FLOAT
                        && constant.elementCount() > 0
                        && constant.elementCount() <= MAX_ELEMENTS
                ? constant
                : null;
    }

    /** The shape of the product if it is that of one of the two; else null. */
    private static @Nullable Shape shape(Tensor first, Tensor second) {
        Shape a = first.shape();
        Shape b = second.shape();
        if (a.equals(b) || (second.elementCount() == 1 && b.rank() <= a.rank())) {
            return a;
        }
        return first.elementCount() == 1 && a.rank() <= b.rank() ? b : null;
    }

    private static boolean pullOneWay(double x, double y) {
        double a = Math.abs(x);
        double b = Math.abs(y);
        return (a <= 1 && b <= 1) || (a >= 1 && b >= 1);
    }

    private static boolean isNormal(float number) {
        float size = Math.abs(number);
        return size >= Float.MIN_NORMAL && size <= Float.MAX_VALUE;
    }
}
