package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/** Normalizations: the first output has the type of the input, further ones are statistics. */
final class NormalizationRules {
    private NormalizationRules() {}

    static void register(RuleSet rules) {
        rules.addAll(
                List.of("GroupNormalization", "InstanceNormalization", "RMSNormalization"), ElementwiseRules::sameType);
        rules.add("MeanVarianceNormalization", 9, ElementwiseRules::sameType);
        rules.add("MeanVarianceNormalization", 13, NormalizationRules::meanVariance);
        rules.add("BatchNormalization", 1, NormalizationRules::batch);
        rules.add("LayerNormalization", 17, NormalizationRules::layer);
    }

    // The reference implementation expands the definition, which it cannot follow unless the axes are given.
    private static void meanVariance(NodeContext node) {
        boolean shapeKnown = node.followsValues() || node.hasAttribute("axes");
        node.setTensor(0, node.elementType(0), shapeKnown ? node.shape(0) : null);
    }

    /** Mean and variance (and, before version 14, their saved copies) are vectors of one number per channel. */
    private static void batch(NodeContext node) {
        node.copyType(0, 0);
        Shape input = node.shape(0);
        Dim channels = input == null || input.rank() < 2 ? Dim.UNKNOWN : input.dim(1);
        for (int slot = 1; slot < 5 && slot < node.inputCount(); slot++) {
            Shape parameter = node.shape(slot);
            if (parameter != null && parameter.rank() == 1) {
                if (channels.isKnown() && parameter.dim(0).isKnown() && !channels.equals(parameter.dim(0))) {
                    throw new CannotInferException(
                            "input " + slot + " has " + parameter.dim(0) + " elements for " + channels + " channels");
                }
                channels = DimMath.merge(channels, parameter.dim(0));
            }
        }
        for (int slot = 1; slot < node.outputCount(); slot++) {
            ElementType type = node.elementType(node.opset() >= 14 ? 2 + slot : 0);
            node.setTensor(slot, type, new Shape(List.of(channels)));
        }
    }

    /** Mean and inverse deviation keep the normalized axes as 1; {@code stash_type} is their type. */
    private static void layer(NodeContext node) {
        node.copyType(0, 0);
        Shape input = node.shape(0);
        Shape statistics = input == null ? null : statistics(input, node.integer("axis", -1));
        ElementType type = node.elementType("stash_type");
        node.setTensor(1, type, statistics);
        node.setTensor(2, type, statistics);
    }

    /** The shape with the axes from one on as 1. */
    static Shape statistics(Shape input, long axis) {
        int from = NodeContext.axis(axis, input.rank());
        List<Dim> dims = new ArrayList<>(input.dims());
        for (int i = from; i < dims.size(); i++) {
            dims.set(i, Dim.of(1));
        }
        return new Shape(dims);
    }
}
