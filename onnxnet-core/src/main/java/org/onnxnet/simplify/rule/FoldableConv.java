package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.simplify.Edit;
import org.onnxnet.simplify.GraphView;

/**
 * A convolution into whose weights and bias something can be folded: its result is read once, and weights and bias are all
 * constants, or all of them are inputs whose values are not known.
 *
 * @param channels output channels
 */
record FoldableConv(Node conv, ElementType type, int channels, boolean isKnown) {

    /** The convolution that writes a value, or null. */
    static @Nullable FoldableConv at(String value, GraphView graph) {
        Node conv = graph.producer(value, "Conv");
        if (conv == null || !graph.isUsedOnce(value)) {
            return null;
        }
        Shape weights = graph.staticShape(conv.input(1));
        ElementType type = graph.elementType(conv.input(1));
        if (weights == null || weights.rank() < 3 || (type != ElementType.FLOAT && type != ElementType.DOUBLE)) {
            return null;
        }
        boolean known = true;
        boolean absent = true;
        for (String parameter : conv.inputs().subList(1, conv.inputs().size())) {
            if (!parameter.isEmpty()) {
                known &= graph.constant(parameter) != null;
                absent &= graph.isParameter(parameter);
            }
        }
        return known || absent ? new FoldableConv(conv, type, (int) weights.toLongs()[0], known) : null;
    }

    /** The rank of the output, spatial axes and two more. */
    int rank(GraphView graph) {
        return Objects.requireNonNull(graph.shape(conv.input(1))).rank();
    }

    /** The edit that folds known numbers in. */
    Edit fold(Node follower, ChannelAffine affine, GraphView graph, String reason) {
        if (affine.factor() != null && !graph.isUsedOnce(conv.input(1))) {
            // The other reader would keep the old weights, and the file would hold both.
            return Edit.unchanged();
        }
        Tensor weights = Objects.requireNonNull(graph.constant(conv.input(1)));
        Tensor bias = graph.constant(conv.input(2));
        String weightName = graph.freshName(conv.input(1), "folded");
        String biasName = graph.freshName(conv.hasInput(2) ? conv.input(2) : conv.input(1), "bias");
        Tensor newWeights = affine.scaled(weights, weightName);
        Edit.Builder edit = Edit.because(reason).remove(follower).remove(conv);
        List<String> inputs = new ArrayList<>(List.of(conv.input(0), newWeights.name()));
        if (affine.factor() != null) {
            edit.constant(newWeights);
        }
        if (affine.offset() != null || bias != null) {
            edit.constant(affine.shifted(bias, type, channels, biasName));
            inputs.add(biasName);
        }
        return edit.add(conv.withInputs(inputs).withOutputs(follower.outputs().subList(0, 1)))
                .build();
    }

    /**
     * The edit that folds inputs of unknown value in: they go, and a bias, where there has to be one, becomes a new input.
     *
     * @param absorbed the follower's inputs; the last names the new bias
     */
    Edit absorb(Node follower, List<String> absorbed, boolean hasOffset, GraphView graph, String reason) {
        Edit.Builder edit = Edit.because(reason).remove(follower).remove(conv);
        absorbed.forEach(edit::absorb);
        List<String> inputs = new ArrayList<>(List.of(conv.input(0), conv.input(1)));
        if (conv.hasInput(2)) {
            inputs.add(conv.input(2));
        } else if (hasOffset) {
            String bias = graph.freshName(absorbed.get(absorbed.size() - 1), "folded");
            edit.parameter(Value.tensor(bias, type, channels));
            inputs.add(bias);
        }
        return edit.add(conv.withInputs(inputs).withOutputs(follower.outputs().subList(0, 1)))
                .build();
    }
}
