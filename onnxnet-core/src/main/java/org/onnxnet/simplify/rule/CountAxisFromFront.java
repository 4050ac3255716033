package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.schema.OperatorSchema;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Writes an axis that is counted from the back as the number from the front, and leaves it out where it is the default.
 *
 * <pre>
 * Concat[axis=-3](a: 1x8x4x4, b: 1x8x4x4) -> Concat[axis=1](a, b)
 * Softmax[axis=3](x: 1x2x3x4)             -> Softmax(x)
 * </pre>
 */
@RuleInfo(
        roots = {
            "ArgMax",
            "ArgMin",
            "Compress",
            "Concat",
            "Flatten",
            "Gather",
            "GatherElements",
            "Hardmax",
            "LayerNormalization",
            "LogSoftmax",
            "LpNormalization",
            "RMSNormalization",
            "ReduceL1",
            "ReduceL2",
            "ReduceLogSum",
            "ReduceLogSumExp",
            "ReduceMax",
            "ReduceMean",
            "ReduceMin",
            "ReduceProd",
            "ReduceSum",
            "ReduceSumSquare",
            "ScatterElements",
            "Softmax",
            "Split",
            "Squeeze",
            "TopK",
            "Unsqueeze"
        },
        lossless = false,
        summary = "Axes are counted from the front, and left out where they come to the default.",
        example = "Concat[axis=-3](a, b) where both are 1x8x4x4 -> Concat[axis=1](a, b)")
public final class CountAxisFromFront implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Shape shape = graph.shape(node.is("Unsqueeze") ? node.output(0) : node.input(0));
        OperatorSchema schema = graph.schema(node);
        if (shape == null || schema == null) {
            return Edit.unchanged();
        }
        List<Attribute> attributes = new ArrayList<>();
        for (Attribute attribute : node.attributes()) {
            Attribute counted = counted(attribute, shape.rank(), schema.attribute(attribute.name()));
            if (counted != null) {
                attributes.add(counted);
            }
        }
        OperatorSchema.Parameter second = schema.input(1);
        if (second != null && second.name().equals("axes")) {
            return countedInput(node, shape.rank(), graph);
        }
        return attributes.equals(node.attributes())
                ? Edit.unchanged()
                : Edit.replace(node, node.withAttributes(attributes), "the tensor has " + shape.rank() + " axes");
    }

    private static Edit countedInput(Node node, int rank, GraphView graph) {
        long[] given = node.hasInput(1) ? graph.longs(node.input(1)) : null;
        long[] axes = given == null ? null : AxesArgument.normal(given, rank);
        if (axes == null) {
            return Edit.unchanged();
        }
        Arrays.sort(axes);
        if (Arrays.equals(axes, given)) {
            return Edit.unchanged();
        }
        String name = graph.freshName(node.output(0), "axes");
        return Edit.because("the tensor has " + rank + " axes")
                .remove(node)
                .constant(Tensor.ofLongs(name, axes))
                .add(node.withInputs(List.of(node.input(0), name)))
                .build();
    }

    /** An attribute in its one form; null where it says no more than the default. */
    private static @Nullable Attribute counted(
            Attribute attribute, int rank, OperatorSchema.@Nullable AttributeSchema formal) {
        if (attribute instanceof Attribute.OfInt one && one.name().equals("axis")) {
            long axis = fromFront(one.value(), rank);
            boolean isDefault = formal != null
                    && formal.fallback() instanceof Attribute.OfInt fallback
                    && fromFront(fallback.value(), rank) == axis;
            return isDefault ? null : axis == one.value() ? attribute : Attribute.of("axis", axis);
        }
        if (attribute instanceof Attribute.OfInts many && many.name().equals("axes")) {
            List<Long> axes = many.value().stream()
                    .map(axis -> fromFront(axis, rank))
                    .sorted()
                    .toList();
            return axes.equals(many.value()) ? attribute : new Attribute.OfInts("axes", axes, Extras.NONE);
        }
        return attribute;
    }

    /** What is out of range stays, for it is not up to a rule to make sense of it. */
    private static long fromFront(long axis, int rank) {
        return axis < 0 && axis >= -rank ? axis + rank : axis;
    }
}
