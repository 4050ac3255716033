package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;

/** The {@code axes} of an operator that has them as an attribute in old versions and as an input in new ones. */
final class AxesArgument {
    private AxesArgument() {}

    /** Whether a node carries axes at all; without them many operators work on every axis. */
    static boolean isGiven(Node node, int slot) {
        return node.attribute("axes") != null || node.hasInput(slot);
    }

    /**
     * The axes as numbers from 0 to {@code rank - 1}, in the order given; null where they are not constant, are out of range
     * or are given twice.
     */
    static long @Nullable [] of(Node node, int slot, int rank, GraphView graph) {
        List<Long> attribute = node.intsAttribute("axes");
        long[] axes = attribute != null
                ? attribute.stream().mapToLong(Long::longValue).toArray()
                : graph.longs(node.input(slot));
        return axes == null ? null : normal(axes, rank);
    }

    /** Negative axes counted from the front; null where one is out of range or there twice. */
    static long @Nullable [] normal(long[] axes, int rank) {
        long[] normal = new long[axes.length];
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < axes.length; i++) {
            normal[i] = axes[i] < 0 ? axes[i] + rank : axes[i];
            if (normal[i] < 0 || normal[i] >= rank || !seen.add(normal[i])) {
                return null;
            }
        }
        return normal;
    }

    /**
     * Adds a node of one data input and axes to an edit, in the form of the model's version.
     *
     * @param inputSince the version from which on axes are an input
     */
    static void add(
            Edit.Builder edit,
            GraphView graph,
            Node root,
            String type,
            String data,
            long[] axes,
            int inputSince,
            Attribute... others) {
        List<Attribute> attributes = new ArrayList<>();
        List<String> inputs = new ArrayList<>(List.of(data));
        if (graph.opset() >= inputSince) {
            String name = graph.freshName(root.output(0), "axes");
            edit.constant(Tensor.ofLongs(name, axes));
            inputs.add(name);
        } else {
            attributes.add(Attribute.ofInts("axes", axes));
        }
        attributes.addAll(List.of(others));
        edit.add(new Node(root.name(), OpId.of(type), inputs, root.outputs(), attributes));
    }
}
