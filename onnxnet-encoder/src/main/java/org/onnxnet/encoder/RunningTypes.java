package org.onnxnet.encoder;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;
import org.onnxnet.shape.Content;
import org.onnxnet.shape.NodeScope;
import org.onnxnet.shape.NodeTypes;
import org.onnxnet.shape.ShapeInference;
import org.onnxnet.shape.SymbolicTensor;

/**
 * The types of the values of a network as it is written or read, node by node. Writer and reader of a text ask the same
 * questions in the same order, so the one can leave out what the other will find.
 */
final class RunningTypes implements NodeScope {
    private final Map<String, Long> opsets;
    private final Map<String, ValueType> types = new HashMap<>();
    private final Map<String, Content> contents = new HashMap<>();
    private final Map<String, Tensor> constants = new HashMap<>();

    /** @param opsets versions by domain; those of other domains are the usual ones */
    RunningTypes(Map<String, Long> opsets) {
        this.opsets = opsets;
    }

    void define(String name, @Nullable ValueType type) {
        if (type != null) {
            types.put(name, type);
        }
    }

    void define(String name, Tensor constant) {
        define(name, constant.type());
        constants.put(name, constant);
    }

    /** Infers the outputs of a node that holds no graphs and calls no function. */
    void infer(Node node) {
        NodeTypes found = ShapeInference.standard().inferNode(node, this);
        for (int slot = 0; slot < node.outputs().size(); slot++) {
            define(node.output(slot), found.type(slot));
            Content content = found.content(slot);
            if (content != null) {
                contents.put(node.output(slot), content);
            }
        }
    }

    @Override
    public @Nullable ValueType type(String value) {
        return types.get(value);
    }

    @Override
    public @Nullable SymbolicTensor value(String value) {
        return content(value) instanceof SymbolicTensor tensor ? tensor : null;
    }

    @Override
    public @Nullable Content content(String value) {
        Tensor constant = constants.get(value);
        return constant == null
                ? contents.get(value)
                : contents.computeIfAbsent(value, name -> SymbolicTensor.of(constant));
    }

    @Override
    public @Nullable Tensor constant(String value) {
        return constants.get(value);
    }

    @Override
    public long opset(String domain) {
        return ModelAssembler.version(opsets, domain);
    }
}
