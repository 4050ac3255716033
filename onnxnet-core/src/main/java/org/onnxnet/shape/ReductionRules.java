package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/** Operators that reduce axes to one number. */
final class ReductionRules {
    private ReductionRules() {}

    static void register(RuleSet rules) {
        for (String type :
                List.of("ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMean", "ReduceSumSquare")) {
            reduction(rules, type, 18, null);
        }
        reduction(rules, "ReduceMax", 18, ElementMath.arithmetic(Ints::max, Math::max));
        reduction(rules, "ReduceMin", 18, ElementMath.arithmetic(Ints::min, Math::min));
        reduction(rules, "ReduceProd", 18, ElementMath.integers(Expr::times));
        reduction(rules, "ReduceSum", 13, ElementMath.integers(Expr::plus));
        rules.addAll(List.of("ArgMax", "ArgMin"), ReductionRules::index);
    }

    /** The axes are an attribute before version {@code axesInput} and the second input from it on. */
    private static void reduction(RuleSet rules, String type, int axesInput, ElementMath.@Nullable Binary operation) {
        rules.add(type, 1, node -> byAttribute(node, operation));
        rules.add(type, axesInput, node -> {
            long[] axes = node.hasInput(1) ? node.longs(1) : new long[0];
            boolean noop = node.integer("noop_with_empty_axes", 0) != 0;
            if (axes != null && axes.length == 0) {
                axes = noop ? new long[0] : null;
                reduce(node, axes, true, operation);
            } else {
                reduce(node, axes, axes != null, operation);
            }
        });
    }

    private static void byAttribute(NodeContext node, ElementMath.@Nullable Binary operation) {
        long[] axes = node.integers("axes");
        reduce(node, axes == null || axes.length == 0 ? null : axes, true, operation);
    }

    /** A reduction over the axes in an attribute, or all. */
    static void byAttribute(NodeContext node) {
        byAttribute(node, null);
    }

    /** @param axes the axes to reduce; null for all, or for unknown ones if not {@code axesKnown} */
    private static void reduce(
            NodeContext node, long @Nullable [] axes, boolean axesKnown, ElementMath.@Nullable Binary operation) {
        Shape input = node.shape(0);
        boolean keep = node.integer("keepdims", 1) != 0;
        node.setTensor(0, node.elementType(0), null);
        if (input == null) {
            if (axesKnown && axes == null && !keep && node.followsValues()) {
                node.setTensor(0, node.elementType(0), Shape.SCALAR);
            }
            return;
        }
        if (!axesKnown) {
            node.setTensor(0, node.elementType(0), unknownAxes(node, input, keep));
            return;
        }
        boolean[] reduced = reduced(axes, input.rank());
        node.setTensor(0, node.elementType(0), without(input, reduced, keep));
        SymbolicTensor value = node.value(0);
        if (operation != null && value != null && value.size() > 0) {
            node.setContent(0, fold(value, reduced, without(value.shape(), reduced, keep), operation));
        }
    }

    private static @Nullable Shape unknownAxes(NodeContext node, Shape input, boolean keep) {
        if (keep && node.followsValues()) {
            return Shape.ofRank(input.rank());
        }
        Shape axes = node.shape(1);
        if (!node.followsValues() || axes == null || axes.rank() != 1 || !axes.isStatic()) {
            return null;
        }
        long count = axes.toLongs()[0];
        return count > 0 && count <= input.rank() ? Shape.ofRank(input.rank() - (int) count) : null;
    }

    private static boolean[] reduced(long @Nullable [] axes, int rank) {
        boolean[] reduced = new boolean[rank];
        Arrays.fill(reduced, axes == null);
        if (axes != null) {
            for (long axis : axes) {
                reduced[NodeContext.axis(axis, rank)] = true;
            }
        }
        return reduced;
    }

    private static Shape without(Shape input, boolean[] reduced, boolean keep) {
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < input.rank(); axis++) {
            if (!reduced[axis]) {
                dims.add(input.dim(axis));
            } else if (keep) {
                dims.add(Dim.of(1));
            }
        }
        return new Shape(dims);
    }

    private static SymbolicTensor fold(
            SymbolicTensor value, boolean[] reduced, Shape result, ElementMath.Binary operation) {
        long[] dims = value.shape().toLongs();
        @Nullable Element[] elements = new Element[Math.toIntExact(result.elementCount())];
        long[] index = new long[dims.length];
        for (int i = 0; i < value.size(); i++) {
            int target = 0;
            for (int axis = 0; axis < dims.length; axis++) {
                target = reduced[axis] ? target : (int) (target * dims[axis] + index[axis]);
            }
            Element before = elements[target];
            elements[target] =
                    before == null ? value.element(i) : operation.apply(value.elementType(), before, value.element(i));
            Broadcast.next(index, dims);
        }
        List<Element> all = new ArrayList<>();
        for (Element element : elements) {
            all.add(element == null ? Element.UNKNOWN : element);
        }
        return SymbolicTensor.of(value.elementType(), result, all);
    }

    private static void index(NodeContext node) {
        Shape input = node.shape(0);
        node.setTensor(0, ElementType.INT64, null);
        if (input != null) {
            boolean[] reduced = reduced(new long[] {node.integer("axis", 0)}, input.rank());
            node.setTensor(0, ElementType.INT64, without(input, reduced, node.integer("keepdims", 1) != 0));
        }
    }
}
