package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;

/**
 * A Conv, ConvTranspose, Gemm or MatMul into whose weights and bias something can be folded; its result is read once.
 *
 * @param type of the weights
 * @param rank of the result
 */
record FoldableLayer(Node node, ElementType type, WeightLayout layout, int rank, Parameters parameters) {

    private static final Set<String> LAYERS = Set.of("Conv", "ConvTranspose", "Gemm", "MatMul");

    /** What is known of weights and bias. */
    enum Parameters {
        /** All are constants. */
        KNOWN,
        /** All are made by a ConstantOfShape. */
        UNIFORM,
        /** All are inputs of the model, of whatever value. */
        ABSENT
    }

    /** The layer that writes a value, or null. */
    static @Nullable FoldableLayer at(String value, GraphView graph) {
        Node node = graph.producer(value);
        if (node == null || !LAYERS.contains(node.op().type()) || !graph.isUsedOnce(value)) {
            return null;
        }
        Shape weights = graph.staticShape(node.input(1));
        Shape result = graph.shape(value);
        ElementType type = graph.elementType(node.input(1));
        if (weights == null || (type != ElementType.FLOAT && type != ElementType.DOUBLE)) {
            return null;
        }
        WeightLayout layout = WeightLayout.of(node, weights);
        Parameters parameters = parameters(node, graph);
        if (layout == null || parameters == null || !hasPlainBias(node, layout.channels(), graph)) {
            return null;
        }
        boolean matrix = node.is("Gemm") || node.is("MatMul");
        if (matrix && (result == null || result.rank() < 2)) {
            return null;
        }
        int rank = matrix && result != null ? result.rank() : weights.rank();
        return new FoldableLayer(node, type, layout, rank, parameters);
    }

    private static @Nullable Parameters parameters(Node node, GraphView graph) {
        boolean known = true;
        boolean uniform = true;
        boolean absent = true;
        for (int slot = 1; slot < node.inputs().size(); slot++) {
            String parameter = node.input(slot);
            if (!parameter.isEmpty()) {
                known &= graph.constant(parameter) != null;
                uniform &= UniformTensor.madeBy(parameter, graph) != null;
                absent &= graph.isParameter(parameter) && graph.isUsedOnce(parameter);
            }
        }
        return known ? Parameters.KNOWN : uniform ? Parameters.UNIFORM : absent ? Parameters.ABSENT : null;
    }

    /** Whether the bias is one number per channel, counted as it is; a Gemm can do more. */
    private static boolean hasPlainBias(Node node, int channels, GraphView graph) {
        if (!node.is("Gemm")) {
            return true;
        }
        Shape bias = node.hasInput(2) ? graph.staticShape(node.input(2)) : Shape.of(channels);
        return node.floatAttribute("beta", 1) == 1
                && graph.opset() >= 7
                && bias != null
                && bias.elementCount() == channels
                && bias.rank() > 0
                && bias.dim(bias.rank() - 1).is(channels);
    }

    int channels() {
        return layout.channels();
    }

    /** The axis of the result along which its channels lie. */
    int channelAxis() {
        return node.is("MatMul") ? rank - 1 : 1;
    }

    /** The edit that folds a factor and an offset in; {@link Edit#unchanged} where the operator has no place for them. */
    Edit fold(Node follower, ChannelAffine affine, GraphView graph, String reason) {
        boolean hasBias = affine.offset() != null || node.hasInput(2);
        if (hasBias && !canHaveBias(graph)) {
            return Edit.unchanged();
        }
        Edit.Builder edit = Edit.because(reason).remove(follower).remove(node);
        String weights = node.input(1);
        if (affine.factor() != null) {
            if (parameters == Parameters.KNOWN && !graph.isUsedOnce(weights)) {
                // The other reader would keep the old weights, and the file would hold both.
                return Edit.unchanged();
            }
            weights = graph.freshName(weights, "folded");
            addWeights(edit, weights, affine, graph);
        }
        List<String> inputs = new ArrayList<>(List.of(node.input(0), weights));
        if (hasBias) {
            String bias = graph.freshName(node.hasInput(2) ? node.input(2) : node.input(1), "bias");
            addBias(edit, bias, affine, graph);
            inputs.add(bias);
        }
        return edit.add(layer(inputs, follower)).build();
    }

    private void addWeights(Edit.Builder edit, String name, ChannelAffine affine, GraphView graph) {
        if (parameters == Parameters.KNOWN) {
            Tensor old = Objects.requireNonNull(graph.constant(node.input(1)));
            edit.constant(affine.scaled(old, layout, name));
        } else {
            Tensor one = Objects.requireNonNull(UniformTensor.madeBy(node.input(1), graph));
            Node maker = Objects.requireNonNull(graph.producer(node.input(1)));
            edit.add(constantOfShape(maker.input(0), affine.scaled(one, WeightLayout.SINGLE, ""), name));
        }
    }

    private void addBias(Edit.Builder edit, String name, ChannelAffine affine, GraphView graph) {
        if (parameters == Parameters.KNOWN) {
            edit.constant(affine.shifted(graph.constant(node.input(2)), type, channels(), name));
        } else {
            Tensor one = node.hasInput(2) ? UniformTensor.madeBy(node.input(2), graph) : null;
            Tensor shape = Tensor.ofLongs(graph.freshName(name, "shape"), channels());
            edit.constant(shape).add(constantOfShape(shape.name(), affine.shifted(one, type, 1, ""), name));
        }
    }

    private static Node constantOfShape(String shape, Tensor value, String name) {
        Tensor number = Tensor.ofRaw("", value.elementType(), value.shape(), value.toRawBytes());
        return new Node(
                "", OpId.of("ConstantOfShape"), List.of(shape), List.of(name), List.of(Attribute.of("value", number)));
    }

    private boolean canHaveBias(GraphView graph) {
        return !node.is("MatMul") || (rank == 2 && graph.opset() >= 7);
    }

    private Node layer(List<String> inputs, Node follower) {
        List<String> outputs = follower.outputs().subList(0, 1);
        return node.is("MatMul") && inputs.size() == 3
                ? new Node(node.name(), OpId.of("Gemm"), inputs, outputs, List.of())
                : node.withInputs(inputs).withOutputs(outputs);
    }

    /**
     * The edit that folds inputs of unknown value in: they go, and a bias, where there has to be one, becomes a new input.
     *
     * @param absorbed the follower's inputs; the last names the new bias
     */
    Edit absorb(Node follower, List<String> absorbed, boolean hasOffset, GraphView graph, String reason) {
        if (hasOffset && !canHaveBias(graph)) {
            return Edit.unchanged();
        }
        Edit.Builder edit = Edit.because(reason).remove(follower).remove(node);
        absorbed.forEach(edit::absorb);
        List<String> inputs = new ArrayList<>(List.of(node.input(0), node.input(1)));
        if (node.hasInput(2)) {
            inputs.add(node.input(2));
        } else if (hasOffset) {
            String bias = graph.freshName(absorbed.get(absorbed.size() - 1), "folded");
            edit.parameter(Value.tensor(bias, type, channels()));
            inputs.add(bias);
        }
        return edit.add(layer(inputs, follower)).build();
    }
}
