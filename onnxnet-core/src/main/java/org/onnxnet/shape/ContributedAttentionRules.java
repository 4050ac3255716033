package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/**
 * Attention and embedding as ONNX Runtime fuses them. B is the batch, S the sequence of queries, T that of keys with what was
 * kept from before.
 */
final class ContributedAttentionRules {
    private ContributedAttentionRules() {}

    static void register(RuleSet rules) {
        rules.addContributed("Attention", node -> packedWeights(node, node.elementType(0), 4));
        rules.addContributed("QAttention", node -> packedWeights(node, node.elementType(3), 8));
        rules.addContributed("DecoderMaskedSelfAttention", node -> packedWeights(node, node.elementType(0), -1));
        rules.addContributed("PackedAttention", node -> packedWeights(node, node.elementType(0), -1));
        rules.addContributed("DecoderAttention", ElementwiseRules::sameType);
        rules.addContributed("MultiHeadAttention", ContributedAttentionRules::multiHead);
        rules.addContributed("DecoderMaskedMultiHeadAttention", ContributedAttentionRules::decoderMultiHead);
        rules.addContributed("PackedMultiHeadAttention", ContributedAttentionRules::packedMultiHead);
        rules.addContributed("GroupQueryAttention", ContributedAttentionRules::groupQuery);
        rules.addContributed("SparseAttention", ContributedAttentionRules::groupQuery);
        rules.addContributed("PagedAttention", ContributedAttentionRules::paged);
        rules.addContributed("RelativePositionBias", ContributedAttentionRules::positionBias);
        rules.addContributed("GatedRelativePositionBias", ContributedAttentionRules::gatedBias);
        rules.addContributed("EmbedLayerNormalization", node -> embedding(node, node.elementType(2)));
        rules.addContributed("QEmbedLayerNormalization", node -> embedding(node, node.elementType(8)));
    }

    /** Weights of queries, keys and values side by side; without sizes in an attribute they are equally wide. */
    private static void packedWeights(NodeContext node, @Nullable ElementType type, int past) {
        Shape input = node.shape(0);
        Shape weights = node.shape(1);
        node.setTensor(0, type, null);
        long[] sizes = node.integers("qkv_hidden_sizes");
        Dim hidden = sizes != null && sizes.length == 3
                ? Dim.of(sizes[2])
                : weights == null || weights.rank() != 2 ? Dim.UNKNOWN : DimMath.exactDiv(weights.dim(1), Dim.of(3));
        if (input != null && input.rank() > 0) {
            node.setTensor(0, type, withLast(input, hidden));
        }
        if (past >= 0) {
            node.setTensor(1, type, present(node, input, past, hidden));
        }
    }

    /** Keys and values {@code [2, B, heads, T, head size]}. */
    private static Shape present(NodeContext node, @Nullable Shape input, int past, Dim hidden) {
        long heads = node.integer("num_heads", 0);
        Shape before = node.shape(past);
        boolean shared = node.integer("past_present_share_buffer", 0) != 0;
        if (before != null && before.rank() == 5 && (shared || input == null || input.rank() != 3)) {
            return shared ? before : Shape.ofRank(5);
        }
        if (input == null || input.rank() != 3 || heads <= 0) {
            return Shape.ofRank(5);
        }
        Dim sequence = !node.hasInput(past)
                ? input.dim(1)
                : before == null || before.rank() != 5 ? Dim.UNKNOWN : DimMath.sum(before.dim(3), input.dim(1));
        return new Shape(
                List.of(Dim.of(2), input.dim(0), Dim.of(heads), sequence, DimMath.exactDiv(hidden, Dim.of(heads))));
    }

    private static Shape withLast(Shape shape, Dim last) {
        List<Dim> dims = new ArrayList<>(shape.dims());
        dims.set(shape.rank() - 1, last);
        return new Shape(dims);
    }

    /**
     * Queries {@code [B, S, hidden]}, keys and values likewise or by head {@code [B, heads, T, head size]}; or the three, or
     * keys and values, packed {@code [B, S, heads, 3 or 2, head size]}.
     */
    private static void multiHead(NodeContext node) {
        ElementType type = node.elementType(0);
        Shape query = node.shape(0);
        node.setTensor(0, type, null);
        if (query == null || (query.rank() != 3 && query.rank() != 5)) {
            return;
        }
        Dim width = valueWidth(node, query);
        node.setTensor(0, type, new Shape(List.of(query.dim(0), query.dim(1), width)));
        long heads = node.integer("num_heads", 0);
        Shape past = node.shape(6);
        if (heads <= 0) {
            return;
        }
        Dim length = keyLength(node, query);
        Dim total = node.integer("past_present_share_buffer", 0) != 0 || node.hasInput(8)
                ? Dim.UNKNOWN
                : !node.hasInput(6)
                        ? length
                        : past == null || past.rank() != 4 ? Dim.UNKNOWN : DimMath.sum(past.dim(2), length);
        Dim queryWidth = query.rank() == 5 ? DimMath.product(query.dim(2), query.dim(4)) : query.dim(2);
        node.setTensor(1, type, perHead(query.dim(0), heads, total, queryWidth));
        node.setTensor(2, type, perHead(query.dim(0), heads, total, width));
    }

    private static Shape perHead(Dim batch, long heads, Dim length, Dim width) {
        return new Shape(List.of(batch, Dim.of(heads), length, DimMath.exactDiv(width, Dim.of(heads))));
    }

    /** The width of what is attended to, over all heads. */
    private static Dim valueWidth(NodeContext node, Shape query) {
        if (query.rank() == 5) {
            return DimMath.product(query.dim(2), query.dim(4));
        }
        Shape value = node.shape(2);
        if (!node.hasInput(2)) {
            return query.dim(2);
        }
        return value == null
                ? Dim.UNKNOWN
                : value.rank() == 3
                        ? value.dim(2)
                        : value.rank() == 4 ? DimMath.product(value.dim(1), value.dim(3)) : Dim.UNKNOWN;
    }

    private static Dim keyLength(NodeContext node, Shape query) {
        Shape key = node.shape(1);
        if (!node.hasInput(1)) {
            return query.dim(1);
        }
        return key == null ? Dim.UNKNOWN : key.rank() == 4 ? key.dim(2) : key.rank() < 2 ? Dim.UNKNOWN : key.dim(1);
    }

    private static void decoderMultiHead(NodeContext node) {
        Shape query = node.shape(0);
        boolean plain = query != null && query.rank() == 3 && (node.hasInput(2) || !node.hasInput(1));
        node.setTensor(
                0,
                node.elementType(0),
                query == null || !plain
                        ? null
                        : new Shape(List.of(query.dim(0), query.dim(1), valueWidth(node, query))));
    }

    /** Tokens of all sequences in one axis. */
    private static void packedMultiHead(NodeContext node) {
        Shape query = node.shape(0);
        Shape value = node.shape(2);
        node.setTensor(0, node.elementType(0), null);
        if (query == null || query.rank() < 2) {
            return;
        }
        Dim width = query.rank() == 4
                ? DimMath.product(query.dim(1), query.dim(3))
                : value != null && value.rank() == 2 ? value.dim(1) : Dim.UNKNOWN;
        node.setTensor(0, node.elementType(0), new Shape(List.of(query.dim(0), width)));
    }

    /** Fewer heads of keys and values than of queries; where there is no key input all three are packed in the first. */
    private static void groupQuery(NodeContext node) {
        ElementType type = node.elementType(0);
        Shape query = node.shapeOfRank(0, 3);
        node.setTensor(0, type, null);
        long heads = node.integer("num_heads", 0);
        long keyHeads = node.integer("kv_num_heads", 0);
        if (query == null || heads <= 0 || keyHeads <= 0) {
            return;
        }
        long packed = node.hasInput(1) ? heads : Math.addExact(heads, Math.multiplyExact(2, keyHeads));
        Dim headSize = DimMath.exactDiv(query.dim(2), Dim.of(packed));
        node.setTensor(0, type, new Shape(List.of(query.dim(0), query.dim(1), DimMath.product(headSize, heads))));
        // How long the cache becomes depends on how it is bound, which the model does not say.
        ElementType cache = node.hasInput(3) ? node.elementType(3) : type;
        boolean isPlain = cache == type;
        Shape present =
                new Shape(List.of(query.dim(0), Dim.of(keyHeads), Dim.UNKNOWN, isPlain ? headSize : Dim.UNKNOWN));
        node.setTensor(1, cache, present);
        node.setTensor(2, cache, present);
    }

    private static void paged(NodeContext node) {
        Shape query = node.shape(0);
        boolean separate = node.hasInput(1);
        node.setTensor(
                0,
                node.elementType(0),
                separate ? query : query == null || query.rank() == 0 ? null : withLast(query, Dim.UNKNOWN));
        node.copyType(3, 1);
        node.copyType(4, 2);
    }

    /** For the lengths of two sequences {@code [1, heads, queries, keys]}. */
    private static void positionBias(NodeContext node) {
        Shape table = node.shapeOfRank(0, 2);
        SymbolicTensor queries = node.value(1);
        SymbolicTensor keys = node.value(2);
        node.setTensor(
                0,
                node.elementType(0),
                new Shape(List.of(
                        Dim.of(1),
                        table == null ? Dim.UNKNOWN : table.dim(1),
                        queries == null || queries.size() != 1 ? Dim.UNKNOWN : queries.dim(0),
                        keys == null || keys.size() != 1 ? Dim.UNKNOWN : keys.dim(0))));
    }

    /** {@code [B, heads, S, S]}; where padding was removed from the queries the offsets say what B and S were. */
    private static void gatedBias(NodeContext node) {
        Shape query = node.shape(0);
        Shape lengths = query != null && query.rank() == 3 ? query : node.shapeOfRank(6, 2);
        Shape bias = node.shapeOfRank(2, 4);
        long heads = node.integer("num_heads", 0);
        Dim length =
                DimMath.merge(lengths == null ? Dim.UNKNOWN : lengths.dim(1), bias == null ? Dim.UNKNOWN : bias.dim(2));
        node.setTensor(
                0,
                node.elementType(0),
                new Shape(List.of(
                        lengths == null ? Dim.UNKNOWN : lengths.dim(0),
                        heads > 0 ? Dim.of(heads) : Dim.UNKNOWN,
                        length,
                        length)));
    }

    /** Embedded words {@code [B, S, hidden]}, the number of words that count in each row, and the sum before normalizing. */
    private static void embedding(NodeContext node, @Nullable ElementType type) {
        Shape words = node.shapeOfRank(0, 2);
        Shape table = node.shapeOfRank(2, 2);
        Dim batch = words == null ? Dim.UNKNOWN : words.dim(0);
        Shape embedded = new Shape(
                List.of(batch, words == null ? Dim.UNKNOWN : words.dim(1), table == null ? Dim.UNKNOWN : table.dim(1)));
        node.setTensor(0, type, embedded);
        node.setTensor(1, ElementType.INT32, new Shape(List.of(batch)));
        node.setTensor(2, type, embedded);
    }
}
