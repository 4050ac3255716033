package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/**
 * Layers of language models that hand a state from one call to the next. Packed ones have the tokens of all sequences in one
 * axis, and the offset of each sequence and of the end beside them.
 */
final class ContributedStateRules {
    private static final String BATCH = "batch";
    private static final String LENGTH = "length";
    private static final String TOKENS = "tokens";
    private static final String CHANNELS = "channels";
    private static final String STATE = "state length";
    private static final String KEY_HEADS = "key heads";
    private static final String HEADS = "heads";
    private static final String KEY_SIZE = "key size";
    private static final String VALUE_SIZE = "value size";
    private static final String STREAMS = "streams";
    private static final String HIDDEN = "hidden size";
    private static final String ORDERS = "orders";
    private static final String HASHES = "hashes";

    private ContributedStateRules() {}

    static void register(RuleSet rules) {
        rules.addContributed("CausalConvWithState", ContributedStateRules::causalConvolution);
        rules.addContributed("VarlenCausalConvWithState", ContributedStateRules::packedConvolution);
        rules.addContributed("LinearAttention", ContributedStateRules::linearAttention);
        rules.addContributed("GatedDeltaNet", ContributedStateRules::gatedDelta);
        rules.addContributed("NGramHashMapping", ContributedStateRules::hashes);
        rules.addContributed("EngramGate", ContributedStateRules::engramGate);
    }

    /** The inputs before those of this call, as many as the kernel reaches back along the last, or only, axis. */
    private static void causalConvolution(NodeContext node) {
        node.copyType(0, 0);
        node.setTensor(1, node.elementType(0), null);
        Shape input = node.shape(0);
        if (input == null || input.rank() < 3 || node.integer("ndim", 1) != 1) {
            return;
        }
        Shape weights = node.shapeOfRank(1, 3);
        Dim reach = reach(node, weights == null ? Dim.UNKNOWN : weights.dim(2));
        List<Dim> state = new ArrayList<>(input.dims());
        state.set(node.integer("channels_last", 0) != 0 ? 1 : 2, reach);
        node.setTensor(1, node.elementType(0), windowed(node, state));
    }

    /** Tokens that a dilated kernel of so many taps covers before the present one. */
    private static Dim reach(NodeContext node, Dim kernel) {
        long dilation = node.integer("dilation", 1);
        if (dilation < 1) {
            throw new CannotInferException("dilation is " + dilation + ", wanted at least 1");
        }
        return DimMath.product(DimMath.sum(kernel, -1), dilation);
    }

    /** The states after several positions are in an axis before the others. */
    private static Shape windowed(NodeContext node, List<Dim> state) {
        long window = node.integer("state_window", 0);
        List<Dim> dims = new ArrayList<>(state);
        if (window > 0) {
            dims.add(0, Dim.of(window));
        }
        return new Shape(dims);
    }

    private static void packedConvolution(NodeContext node) {
        NamedAxes axes = new NamedAxes();
        axes.read(node, 0, TOKENS, CHANNELS);
        axes.read(node, 1, CHANNELS, "one", "kernel");
        axes.read(node, 2, "offsets");
        axes.read(node, 3, CHANNELS);
        axes.read(node, 4, BATCH, CHANNELS, STATE);
        axes.put(BATCH, DimMath.sum(axes.get("offsets"), -1));
        axes.put(STATE, reach(node, axes.get("kernel")));
        node.setTensor(0, node.elementType(0), axes.shape(TOKENS, CHANNELS));
        node.setTensor(1, node.elementType(0), axes.shape(BATCH, CHANNELS, STATE));
        long capacity = node.integer("state_update_capacity", 0);
        if (capacity > 0) {
            axes.put("capacity", Dim.of(capacity));
            node.setTensor(2, node.elementType(0), axes.shape(BATCH, "capacity", CHANNELS));
        }
    }

    /** As in the standard, but there may be more heads of values than of queries, too. */
    private static void linearAttention(NodeContext node) {
        long queryHeads = AttentionRules.heads(node, "q_num_heads");
        long heads = AttentionRules.heads(node, "kv_num_heads");
        NamedAxes axes = new NamedAxes().put("query heads", Dim.of(queryHeads)).put(HEADS, Dim.of(heads));
        axes.read(node, 0, BATCH, LENGTH, "packed query");
        axes.read(node, 1, BATCH, LENGTH, "packed key");
        axes.read(node, 2, BATCH, LENGTH, "packed value");
        axes.put(KEY_SIZE, AttentionRules.split(axes, "packed query", "query heads"));
        axes.put(VALUE_SIZE, AttentionRules.split(axes, "packed value", HEADS));
        ElementType type = node.elementType(0);
        Dim width = DimMath.product(axes.get(VALUE_SIZE), Math.max(queryHeads, heads));
        node.setTensor(0, type, new Shape(List.of(axes.get(BATCH), axes.get(LENGTH), width)));
        List<Dim> state = axes.shape(BATCH, HEADS, KEY_SIZE, VALUE_SIZE).dims();
        node.setTensor(1, node.hasInput(3) ? node.elementType(3) : type, windowed(node, state));
    }

    /** Tokens are in one axis or in two; queries share their heads with keys, and each serves several heads of values. */
    private static void gatedDelta(NodeContext node) {
        boolean packed = isPacked(node);
        NamedAxes axes = new NamedAxes();
        if (packed) {
            axes.read(node, 0, TOKENS, KEY_HEADS, KEY_SIZE);
            axes.read(node, 1, TOKENS, KEY_HEADS, KEY_SIZE);
            axes.read(node, 2, TOKENS, HEADS, VALUE_SIZE);
        } else {
            axes.read(node, 0, BATCH, LENGTH, KEY_HEADS, KEY_SIZE);
            axes.read(node, 1, BATCH, LENGTH, KEY_HEADS, KEY_SIZE);
            axes.read(node, 2, BATCH, LENGTH, HEADS, VALUE_SIZE);
        }
        axes.read(node, 3, "offsets");
        axes.put(BATCH, DimMath.sum(axes.get("offsets"), -1));
        axes.read(node, 6, BATCH, HEADS, VALUE_SIZE, KEY_SIZE);
        boolean isRankKnown = node.shape(0) != null || node.shape(1) != null || node.shape(2) != null;
        Shape output = packed ? axes.shape(TOKENS, HEADS, VALUE_SIZE) : axes.shape(BATCH, LENGTH, HEADS, VALUE_SIZE);
        node.setTensor(0, node.elementType(0), isRankKnown ? output : null);
        node.setTensor(1, ElementType.FLOAT, axes.shape(BATCH, HEADS, VALUE_SIZE, KEY_SIZE));
        long capacity = node.integer("state_update_capacity", 0);
        if (capacity > 0) {
            Dim factors = DimMath.product(stepFactors(axes), capacity);
            node.setTensor(2, ElementType.FLOAT, new Shape(List.of(axes.get(BATCH), factors)));
        }
    }

    private static boolean isPacked(NodeContext node) {
        for (int slot = 0; slot < 3; slot++) {
            Shape shape = node.shape(slot);
            if (shape != null) {
                return shape.rank() != 4;
            }
        }
        return true;
    }

    /** A decay for each head, a key, and what is added to the value of each head. */
    private static Dim stepFactors(NamedAxes axes) {
        Dim keys = DimMath.product(axes.get(KEY_HEADS), axes.get(KEY_SIZE));
        Dim values = DimMath.product(axes.get(HEADS), axes.get(VALUE_SIZE));
        return DimMath.sum(DimMath.sum(axes.get(HEADS), keys), values);
    }

    /** Hashes of the last two tokens, of the last three and so on, several for each; and the tokens that the next call needs. */
    private static void hashes(NodeContext node) {
        long longest = node.integer("max_ngram_size", 0);
        long heads = node.integer("n_head_per_ngram", 0);
        if (longest < 2 || heads < 1) {
            throw new CannotInferException(
                    "max_ngram_size is " + longest + " and n_head_per_ngram " + heads + ", wanted at least 2 and 1");
        }
        NamedAxes axes = new NamedAxes().put(ORDERS, Dim.of(longest - 1));
        axes.put(HASHES, Dim.of(Math.multiplyExact(longest - 1, heads)));
        axes.read(node, 0, BATCH, LENGTH);
        axes.read(node, 2, HASHES);
        axes.read(node, 3, BATCH, ORDERS);
        node.setTensor(0, node.elementType(0), axes.shape(BATCH, LENGTH, HASHES));
        node.setTensor(1, node.elementType(0), axes.shape(BATCH, ORDERS));
    }

    /** One value for all streams, each of which has its own gate. */
    private static void engramGate(NodeContext node) {
        NamedAxes axes = new NamedAxes();
        axes.read(node, 0, BATCH, LENGTH, STREAMS, HIDDEN);
        axes.read(node, 1, BATCH, LENGTH, STREAMS, HIDDEN);
        axes.read(node, 2, BATCH, LENGTH, HIDDEN);
        axes.read(node, 3, STREAMS, HIDDEN);
        axes.read(node, 4, STREAMS, HIDDEN);
        node.setTensor(0, node.elementType(0), axes.shape(BATCH, LENGTH, STREAMS, HIDDEN));
    }
}
