package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Recognises scaled dot product attention over {@code [batch, heads, length, size]}, for which there is
 * <a href="https://onnx.ai/onnx/operators/onnx__Attention.html">Attention</a> from version 23 on. The scale may be at the
 * scores, at the queries or at the transposed keys, and a constant mask may be added; keys and values may share one head. Where heads
 * are repeated by other nodes, those stay.
 *
 * <pre>MatMul(Softmax(MatMul(q, Transpose(k)) * s + mask), v) -> Attention[scale=s](q, k, v, mask)</pre>
 */
@RuleInfo(
        roots = "MatMul",
        lossless = false,
        summary = "The formula of scaled dot product attention, with or without a constant mask, becomes one node"
                + " (opset 23 and later).",
        example = "MatMul(Softmax(MatMul(q, Transpose(k)) * s + mask), v) -> Attention[scale=s](q, k, v, mask)")
public final class FuseAttention implements NodeRule {
    private static final int RANK = 4;

    /** What hides a key is far beyond this, in all ways of writing it. */
    private static final double VISIBLE = 1e3;

    /** 1024 x 1024. */
    private static final long MAX_MASK = 1 << 20;

    @Override
    public Edit apply(Node node, GraphView graph) {
        Node softmax = graph.producer(node.input(0), "Softmax");
        if (graph.opset() < 23
                || softmax == null
                || graph.elementType(node.output(0)) != ElementType.FLOAT
                || !graph.isUsedOnce(node.input(0))
                || !graph.isUsedOnce(softmax.input(0))
                || !isOverLastAxis(softmax)) {
            return Edit.unchanged();
        }
        Edit plain = attention(node, softmax.input(0), "", graph);
        Node sum = graph.producer(softmax.input(0), "Add");
        for (int slot = 0; plain.isUnchanged() && sum != null && slot < 2; slot++) {
            String mask = sum.input(1 - slot);
            if (isMask(mask, sum, graph) && Operands.hasTypeOf(sum.input(slot), sum.output(0), graph)) {
                plain = attention(node, sum.input(slot), mask, graph);
            }
        }
        return plain;
    }

    private static boolean isOverLastAxis(Node softmax) {
        long axis = softmax.intAttribute("axis", -1);
        return axis == -1 || axis == RANK - 1;
    }

    /**
     * Whether a value says something of every query and key: what is broadcast along the keys would be read as a shorter mask,
     * and ONNX Runtime refuses what is broadcast along the queries. It must be known that each query sees some key: what
     * sees none is the mean of all values by the formula, and 0 in ONNX Runtime's Attention.
     */
    private static boolean isMask(String mask, Node sum, GraphView graph) {
        Shape shape = graph.shape(mask);
        Shape scores = graph.shape(sum.output(0));
        return shape != null
                && scores != null
                && shape.rank() >= 2
                && shape.rank() <= scores.rank()
                && shape.dim(shape.rank() - 1).isCertainly(scores.dim(scores.rank() - 1))
                && shape.dim(shape.rank() - 2).isCertainly(scores.dim(scores.rank() - 2))
                && showsSomething(graph.constant(mask));
    }

    private static boolean showsSomething(@Nullable Tensor mask) {
        if (mask == null || mask.elementCount() == 0 || mask.elementCount() > MAX_MASK) {
            return false;
        }
        double[] values = mask.toDoubles();
        int keys = (int) mask.shape().toLongs()[mask.shape().rank() - 1];
        for (int query = 0; query < values.length; query += keys) {
            if (Arrays.stream(values, query, query + keys).noneMatch(value -> Math.abs(value) < VISIBLE)) {
                return false;
            }
        }
        return true;
    }

    private static Edit attention(Node node, String scores, String mask, GraphView graph) {
        Scaled scaled = Scaled.of(scores, graph);
        Node product = graph.producer(scaled.value(), "MatMul");
        if (product == null || !graph.isUsedOnce(scaled.value())) {
            return Edit.unchanged();
        }
        Scaled queries = Scaled.of(product.input(0), graph);
        Scaled keys = Scaled.of(product.input(1), graph);
        double scale = scaled.factor() * queries.factor() * keys.factor();
        if (!areHeads(queries.value(), keys.value(), node.input(1), graph)
                || !(scale > 0)
                || Double.isInfinite(scale)) {
            return Edit.unchanged();
        }
        Edit.Builder edit = Edit.because("the formula of Attention").remove(node);
        List<String> inputs = new ArrayList<>(List.of(queries.value()));
        inputs.add(untransposed(edit, keys.value(), graph));
        inputs.add(node.input(1));
        if (!mask.isEmpty()) {
            inputs.add(mask);
        }
        List<Attribute> attributes = isDefault(scale, graph.shape(queries.value()))
                ? List.of()
                : List.of(Attribute.of("scale", (float) scale));
        return edit.add(new Node(node.name(), OpId.of("Attention"), inputs, node.outputs(), attributes))
                .build();
    }

    /** Whether queries, transposed keys and values have four axes, of which batch and heads agree. */
    private static boolean areHeads(String queries, String keys, String values, GraphView graph) {
        Shape q = graph.shape(queries);
        Shape k = graph.shape(keys);
        Shape v = graph.shape(values);
        if (q == null || k == null || v == null || q.rank() != RANK || k.rank() != RANK || v.rank() != RANK) {
            return false;
        }
        boolean oneHead = k.dim(1).is(1) && v.dim(1).is(1);
        return k.dim(0).isCertainly(q.dim(0))
                && v.dim(0).isCertainly(q.dim(0))
                && (oneHead || (k.dim(1).isCertainly(q.dim(1)) && v.dim(1).isCertainly(q.dim(1))));
    }

    private static boolean isDefault(double scale, @Nullable Shape queries) {
        return queries != null
                && queries.dim(RANK - 1) instanceof Dim.Known size
                && Math.abs(scale * Math.sqrt((double) size.value()) - 1) < 1e-5;
    }

    /** The value whose last two axes are swapped in another; by a Transpose less, another or one more. */
    private static String untransposed(Edit.Builder edit, String value, GraphView graph) {
        Node transpose = graph.producer(value, "Transpose");
        List<Long> perm = transpose == null ? null : Permutation.of(transpose, graph);
        if (transpose == null || perm == null || perm.size() != RANK) {
            return transposed(edit, value, List.of(0L, 1L, 3L, 2L), graph);
        }
        List<Long> swapped = List.of(perm.get(0), perm.get(1), perm.get(3), perm.get(2));
        return Permutation.isIdentity(swapped)
                ? transpose.input(0)
                : transposed(edit, transpose.input(0), swapped, graph);
    }

    private static String transposed(Edit.Builder edit, String value, List<Long> perm, GraphView graph) {
        String name = graph.freshName(value, "transposed");
        Attribute attribute = new Attribute.OfInts("perm", perm, Extras.NONE);
        edit.add(new Node("", OpId.of("Transpose"), List.of(value), List.of(name), List.of(attribute)));
        return name;
    }
}
