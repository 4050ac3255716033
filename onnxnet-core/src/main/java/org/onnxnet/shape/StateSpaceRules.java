package org.onnxnet.shape;

import java.util.List;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/** Parts of language models besides attention: layers that carry a state, position embeddings and gates. */
final class StateSpaceRules {
    private static final String BATCH = "batch";
    private static final String LENGTH = "length";
    private static final String CHANNELS = "channels";
    private static final String HEADS = "heads";
    private static final String KERNEL = "kernel";
    private static final String KEY_SIZE = "key size";
    private static final String VALUE_SIZE = "value size";

    private StateSpaceRules() {}

    static void register(RuleSet rules) {
        rules.add("LinearAttention", 27, StateSpaceRules::linearAttention);
        rules.add("CausalConvWithState", 27, StateSpaceRules::causalConvolution);
        rules.add("RotaryEmbedding", 23, StateSpaceRules::rotaryEmbedding);
        rules.add("SwiGLU", 28, StateSpaceRules::gate);
    }

    /** Query, key and value are packed {@code [batch, length, heads * size]}; the state is a matrix for each head. */
    private static void linearAttention(NodeContext node) {
        long queryHeads = AttentionRules.heads(node, "q_num_heads");
        long heads = AttentionRules.heads(node, "kv_num_heads");
        if (queryHeads % heads != 0) {
            throw new CannotInferException(queryHeads + " query heads are no multiple of " + heads + " key heads");
        }
        String rule = node.text("update_rule", "gated_delta");
        if (node.hasInput(4) != rule.contains("gated") || node.hasInput(5) != rule.contains("delta")) {
            throw new CannotInferException(
                    "update rule '" + rule + "' does not go with the inputs decay and beta given");
        }
        NamedAxes axes = new NamedAxes().put(HEADS, Dim.of(heads)).put("query heads", Dim.of(queryHeads));
        axes.read(node, 0, BATCH, LENGTH, "packed query");
        axes.read(node, 1, BATCH, LENGTH, "packed key");
        axes.read(node, 2, BATCH, LENGTH, "packed value");
        axes.read(node, 3, BATCH, HEADS, KEY_SIZE, VALUE_SIZE);
        axes.read(node, 4, BATCH, LENGTH, "decay");
        axes.read(node, 5, BATCH, LENGTH, "beta");
        axes.put(KEY_SIZE, AttentionRules.split(axes, "packed query", "query heads"));
        axes.put(KEY_SIZE, AttentionRules.split(axes, "packed key", HEADS));
        axes.put(VALUE_SIZE, AttentionRules.split(axes, "packed value", HEADS));
        Dim width = DimMath.product(axes.get(VALUE_SIZE), queryHeads);
        ElementType type = node.elementType(0);
        ElementType state = node.elementType(3);
        node.setTensor(0, type, new Shape(List.of(axes.get(BATCH), axes.get(LENGTH), width)));
        node.setTensor(1, state == null ? type : state, axes.shape(BATCH, HEADS, KEY_SIZE, VALUE_SIZE));
    }

    /** A depthwise convolution of {@code [batch, channels, length]}; the state is the last {@code kernel - 1} inputs. */
    private static void causalConvolution(NodeContext node) {
        NamedAxes axes = new NamedAxes().put("one", Dim.of(1));
        axes.read(node, 0, BATCH, CHANNELS, LENGTH);
        axes.read(node, 1, CHANNELS, "one", KERNEL);
        axes.read(node, 2, CHANNELS);
        axes.read(node, 3, BATCH, CHANNELS, "state");
        axes.put("state", DimMath.sum(axes.get(KERNEL), -1));
        boolean told = node.followsValues() || node.shape(0) != null;
        boolean plain = !node.followsValues();
        node.setTensor(0, node.elementType(0), plain ? node.shape(0) : axes.shape(BATCH, CHANNELS, LENGTH));
        node.setTensor(1, node.elementType(0), told ? axes.shape(BATCH, CHANNELS, "state") : null);
    }

    private static void rotaryEmbedding(NodeContext node) {
        Shape input = node.shape(0);
        if (input != null && input.rank() != 3 && input.rank() != 4) {
            throw new CannotInferException("input has shape [" + input + "], wanted 3 or 4 dimensions");
        }
        if (input != null && input.rank() == 3 && !node.hasAttribute("num_heads")) {
            throw new CannotInferException("attribute num_heads is missing for an input of 3 dimensions");
        }
        node.copyType(0, 0);
    }

    /** Both inputs have one shape, without broadcasting. */
    private static void gate(NodeContext node) {
        Shape a = node.shape(0);
        Shape b = node.shape(1);
        if (!node.followsValues() && (a == null || b == null)) {
            node.setTensor(0, node.elementType(0), null);
            return;
        }
        node.setTensor(0, node.elementType(0), a == null ? b : b == null ? a : merged(a, b));
    }

    private static Shape merged(Shape a, Shape b) {
        if (a.rank() != b.rank()) {
            throw new CannotInferException("inputs [" + a + "] and [" + b + "] differ in rank");
        }
        NamedAxes axes = new NamedAxes();
        String[] names = new String[a.rank()];
        for (int axis = 0; axis < names.length; axis++) {
            names[axis] = "axis " + axis;
            axes.put(names[axis], a.dim(axis)).put(names[axis], b.dim(axis));
        }
        return axes.shape(names);
    }
}
