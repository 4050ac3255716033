package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;

/** Losses, optimizers and gradients. */
final class TrainingRules {
    private static final String DOMAIN = "ai.onnx.preview.training";

    private TrainingRules() {}

    static void register(RuleSet rules) {
        rules.add("NegativeLogLikelihoodLoss", 12, TrainingRules::negativeLogLikelihood);
        rules.add("SoftmaxCrossEntropyLoss", 12, TrainingRules::softmaxCrossEntropy);
        rules.add(new OpId(DOMAIN, "Adagrad"), 1, node -> optimizer(node, 3));
        rules.add(new OpId(DOMAIN, "Adam"), 1, node -> optimizer(node, 4));
        rules.add(new OpId(DOMAIN, "Momentum"), 1, node -> optimizer(node, 3));
        rules.add(new OpId(DOMAIN, "Gradient"), 1, TrainingRules::gradient);
    }

    private static boolean isReduced(NodeContext node) {
        return !node.text("reduction", "mean").equals("none");
    }

    /** Scores {@code [N, C, d...]} and targets {@code [N, d...]}; without a reduction the loss is as the targets. */
    private static void negativeLogLikelihood(NodeContext node) {
        Shape input = node.shape(0);
        Shape target = node.shape(1);
        node.setTensor(0, node.elementType(0), null);
        if (!node.followsValues() && (input == null || target == null)) {
            return;
        }
        Shape each = unreduced(input, target);
        node.setTensor(0, node.elementType(0), isReduced(node) ? Shape.SCALAR : each);
    }

    private static @Nullable Shape unreduced(@Nullable Shape input, @Nullable Shape target) {
        if (input != null && input.rank() < 2) {
            throw new CannotInferException("input has shape [" + input + "], wanted at least 2 dimensions");
        }
        if (input == null) {
            return target;
        }
        List<Dim> dims = new ArrayList<>(input.dims());
        dims.remove(1);
        if (target != null && target.rank() != dims.size()) {
            throw new CannotInferException(
                    "input [" + input + "] does not have one dimension more than target [" + target + "]");
        }
        NamedAxes axes = new NamedAxes();
        for (int axis = 0; axis < dims.size(); axis++) {
            axes.put("axis " + axis, target == null ? Dim.UNKNOWN : target.dim(axis));
            axes.put("axis " + axis, dims.get(axis));
            dims.set(axis, axes.get("axis " + axis));
        }
        return new Shape(dims);
    }

    /** The second output, the logarithms of the probabilities, is as the scores. */
    private static void softmaxCrossEntropy(NodeContext node) {
        Shape each = node.followsValues() ? unreduced(node.shape(0), node.shape(1)) : node.shape(1);
        node.setTensor(0, node.elementType(0), isReduced(node) ? Shape.SCALAR : each);
        node.copyType(0, 1);
    }

    /**
     * Inputs are rate, step and then groups: the tensors, their gradients, and their states; outputs are the groups without
     * the gradients.
     */
    private static void optimizer(NodeContext node, int groups) {
        int tensors = node.inputCount() - 2;
        if (tensors < 0 || tensors % groups != 0) {
            throw new CannotInferException(node.inputCount() + " inputs, wanted 2 and a multiple of " + groups);
        }
        int count = tensors / groups;
        for (int slot = 0; slot < node.outputCount() && slot < count * (groups - 1); slot++) {
            node.copyType(2 + slot + (slot < count ? 0 : count), slot);
        }
    }

    /** One derivative for each of the tensors that {@code xs} names; the first inputs are their values. */
    private static void gradient(NodeContext node) {
        if (node.attribute("xs") instanceof Attribute.OfStrings names) {
            for (int slot = 0; slot < names.value().size(); slot++) {
                node.copyType(slot, slot);
            }
        }
    }
}
