package org.onnxnet.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/**
 * <a href="https://onnx.ai/onnx/operators/onnx__Attention.html">Attention</a> over {@code [batch, heads, length, size]} or
 * packed {@code [batch, length, heads * size]}.
 */
final class AttentionRules {
    private static final String BATCH = "batch";
    private static final String QUERY_HEADS = "query heads";
    private static final String HEADS = "key and value heads";
    private static final String LENGTH = "query length";
    private static final String NEW = "key and value length";
    private static final String PAST = "past length";
    private static final String TOTAL = "total length";
    private static final String KEY_SIZE = "key size";
    private static final String VALUE_SIZE = "value size";

    private AttentionRules() {}

    static void register(RuleSet rules) {
        rules.add("Attention", 23, AttentionRules::attention);
        rules.add(new OpId("ai.onnx.preview", "FlexAttention"), 1, AttentionRules::flexible);
    }

    /** Inputs: query, key, value, mask, past key and value. Outputs: result, present key and value, scores. */
    private static void attention(NodeContext node) {
        node.setTensor(0, node.elementType(0), null);
        int rank = rank(node);
        if (rank < 0) {
            return;
        }
        boolean packed = rank == 3;
        boolean plain = !node.followsValues();
        NamedAxes axes = new NamedAxes();
        if (packed) {
            readPacked(node, axes);
        } else {
            axes.read(node, 0, BATCH, QUERY_HEADS, LENGTH, KEY_SIZE);
            axes.read(node, 1, BATCH, HEADS, NEW, KEY_SIZE);
            axes.read(node, 2, BATCH, HEADS, NEW, VALUE_SIZE);
        }
        axes.read(node, 4, BATCH, HEADS, PAST, KEY_SIZE);
        axes.read(node, 5, BATCH, HEADS, PAST, VALUE_SIZE);
        boolean cached = node.hasInput(4);
        axes.put(TOTAL, cached ? DimMath.sum(axes.get(PAST), axes.get(NEW)) : axes.get(NEW));
        if (plain && (node.shape(0) == null || node.shape(2) == null)) {
            return;
        }
        node.setTensor(0, node.elementType(0), packed ? packedResult(axes) : result(axes));
        node.setTensor(3, node.elementType(0), axes.shape(BATCH, QUERY_HEADS, LENGTH, TOTAL));
        setPresent(node, axes, cached);
    }

    /** The reference implementation infers the present keys and values only where there are past ones. */
    private static void setPresent(NodeContext node, NamedAxes axes, boolean cached) {
        if (node.followsValues() || (cached && node.hasInput(5) && node.hasOutput(1) && node.hasOutput(2))) {
            boolean sized = node.followsValues() || axes.get(TOTAL).isKnown();
            node.setTensor(
                    1, node.elementType(cached ? 4 : 1), sized ? axes.shape(BATCH, HEADS, TOTAL, KEY_SIZE) : null);
            node.setTensor(
                    2, node.elementType(cached ? 5 : 2), sized ? axes.shape(BATCH, HEADS, TOTAL, VALUE_SIZE) : null);
        }
    }

    private static Shape result(NamedAxes axes) {
        return axes.shape(BATCH, QUERY_HEADS, LENGTH, VALUE_SIZE);
    }

    private static Shape packedResult(NamedAxes axes) {
        return new Shape(List.of(
                axes.get(BATCH), axes.get(LENGTH), DimMath.product(axes.get(QUERY_HEADS), axes.get(VALUE_SIZE))));
    }

    /** The rank of query, key and value, which is 3 or 4; -1 where none is known. */
    private static int rank(NodeContext node) {
        int rank = -1;
        for (int slot = 0; slot < 3; slot++) {
            Shape shape = node.shape(slot);
            if (shape == null) {
                continue;
            }
            if ((shape.rank() != 3 && shape.rank() != 4) || (rank >= 0 && shape.rank() != rank)) {
                throw new CannotInferException(
                        "input " + slot + " has shape [" + shape + "], wanted 3 or 4 dimensions as the others have");
            }
            rank = shape.rank();
        }
        return rank;
    }

    private static void readPacked(NodeContext node, NamedAxes axes) {
        axes.put(QUERY_HEADS, Dim.of(heads(node, "q_num_heads")));
        axes.put(HEADS, Dim.of(heads(node, "kv_num_heads")));
        axes.read(node, 0, BATCH, LENGTH, "packed query");
        axes.read(node, 1, BATCH, NEW, "packed key");
        axes.read(node, 2, BATCH, NEW, "packed value");
        axes.put(KEY_SIZE, split(axes, "packed query", QUERY_HEADS));
        axes.put(KEY_SIZE, split(axes, "packed key", HEADS));
        axes.put(VALUE_SIZE, split(axes, "packed value", HEADS));
    }

    static long heads(NodeContext node, String attribute) {
        long heads = node.integer(attribute, 0);
        if (heads <= 0) {
            throw new CannotInferException("attribute " + attribute + " is " + heads + ", wanted a number above 0");
        }
        return heads;
    }

    /** The size of one head of a packed axis. */
    static Dim split(NamedAxes axes, String packed, String heads) {
        if (axes.get(packed) instanceof Dim.Known all
                && axes.get(heads) instanceof Dim.Known count
                && all.value() % count.value() != 0) {
            throw new CannotInferException(packed + " of " + all + " elements does not split into " + count + " heads");
        }
        return DimMath.exactDiv(axes.get(packed), axes.get(heads));
    }

    private static void flexible(NodeContext node) {
        ElementType type = node.elementType(0);
        node.setTensor(0, type, null);
        NamedAxes axes = new NamedAxes();
        axes.read(node, 0, BATCH, QUERY_HEADS, LENGTH, KEY_SIZE);
        axes.read(node, 1, BATCH, HEADS, NEW, KEY_SIZE);
        axes.read(node, 2, BATCH, HEADS, NEW, VALUE_SIZE);
        boolean known = node.shape(0) != null && node.shape(1) != null && node.shape(2) != null;
        if (!node.followsValues() && !known) {
            return;
        }
        node.setTensor(0, type, result(axes));
        if (node.followsValues()) {
            inferModifiers(node, type, axes.shape(BATCH, QUERY_HEADS, LENGTH, NEW));
        }
    }

    /** The graphs that change scores and probabilities see them in the precision of the softmax. */
    private static void inferModifiers(NodeContext node, @Nullable ElementType type, Shape scores) {
        ElementType declared = node.elementType("softmax_precision");
        ElementType wide = type == ElementType.DOUBLE ? ElementType.DOUBLE : ElementType.FLOAT;
        ValueType seen = ValueType.tensor(declared != null ? declared : wide, scores);
        for (String attribute : List.of("score_mod", "prob_mod")) {
            Graph body = node.graph(attribute);
            if (body != null) {
                node.inferBody(body, List.of(new KnownValue(seen, null)));
            }
        }
    }
}
