package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;

/** Operators that keep the elements in order and change the shape only. */
final class ReshapeRules {
    private ReshapeRules() {}

    static void register(RuleSet rules) {
        rules.add("Reshape", 1, ReshapeRules::reshape);
        rules.add("Flatten", 1, ReshapeRules::flatten);
        rules.add("Squeeze", 1, node -> squeeze(node, node.integers("axes"), node.hasAttribute("axes")));
        rules.add("Squeeze", 13, node -> squeeze(node, node.longs(1), node.hasInput(1)));
        rules.add("Unsqueeze", 1, node -> unsqueeze(node, node.integers("axes")));
        rules.add("Unsqueeze", 13, node -> unsqueeze(node, node.longs(1)));
    }

    /** The target is an attribute up to version 1 and an input since 5; {@code allowzero} exists since 14. */
    private static void reshape(NodeContext node) {
        Shape input = node.shape(0);
        node.setTensor(0, node.elementType(0), null);
        List<Dim> target = target(node);
        if (target == null) {
            Shape length = node.shape(1);
            boolean rankKnown = (node.followsValues() || node.opset() >= 14)
                    && length != null
                    && length.rank() == 1
                    && length.dim(0) instanceof Dim.Known known
                    && known.value() <= 64;
            if (rankKnown && length != null) {
                node.setTensor(0, node.elementType(0), Shape.ofRank((int) length.toLongs()[0]));
            }
            return;
        }
        boolean copyZeros = node.integer("allowzero", 0) == 0;
        Shape shape = new Shape(resolve(node, input, target, copyZeros));
        node.setTensor(0, node.elementType(0), shape);
        SymbolicTensor value = node.value(0);
        if (value != null && shape.isStatic() && shape.elementCount() == value.size()) {
            node.setContent(0, value.reshaped(shape));
        }
    }

    private static @Nullable List<Dim> target(NodeContext node) {
        if (node.opset() < 5) {
            long[] attribute = node.integers("shape");
            return attribute == null ? null : Shape.of(attribute).dims();
        }
        SymbolicTensor value = node.value(1);
        return value == null ? null : value.dims();
    }

    private static List<Dim> resolve(NodeContext node, @Nullable Shape input, List<Dim> target, boolean copyZeros) {
        List<Dim> dims = new ArrayList<>();
        int inferred = -1;
        for (int axis = 0; axis < target.size(); axis++) {
            Dim dim = target.get(axis);
            if (dim.is(-1)) {
                if (inferred >= 0) {
                    throw new CannotInferException("the target shape " + target + " has -1 twice");
                }
                inferred = axis;
                dims.add(Dim.UNKNOWN);
            } else if (dim.is(0) && copyZeros) {
                if (input != null && axis >= input.rank()) {
                    throw new CannotInferException("the target shape " + target + " copies axis " + axis
                            + " of an input of rank " + input.rank());
                }
                dims.add(input == null ? Dim.UNKNOWN : input.dim(axis));
            } else if (dim instanceof Dim.Known known && known.value() < -1) {
                throw new CannotInferException("the target shape " + target + " has " + known.value());
            } else {
                dims.add(dim);
            }
        }
        if (inferred >= 0 && input != null) {
            dims.set(inferred, remaining(node, input, dims, inferred));
        } else if (inferred < 0 && input != null && input.isStatic() && node.followsValues()) {
            resolveOnlyUnknown(input, target, dims);
        }
        return dims;
    }

    /** What the elements of the input leave for one axis: equal dimensions on both sides cancel, even unknown ones. */
    private static Dim remaining(NodeContext node, Shape input, List<Dim> dims, int inferred) {
        List<Dim> above = new ArrayList<>(input.dims());
        List<Dim> below = new ArrayList<>(dims);
        below.remove(inferred);
        cancelCopied(node, above, below, input, dims);
        Dim elements = product(above);
        Dim others = product(below);
        if (others.is(0)) {
            return elements.is(0) ? Dim.UNKNOWN : Dim.of(0);
        }
        if (elements instanceof Dim.Known total
                && others instanceof Dim.Known part
                && total.value() % part.value() != 0) {
            throw new CannotInferException(total + " elements do not fill a shape of " + dims);
        }
        return DimMath.exactDiv(elements, others);
    }

    private static void cancelCopied(NodeContext node, List<Dim> above, List<Dim> below, Shape input, List<Dim> dims) {
        long[] target = node.opset() < 5 ? node.integers("shape") : null;
        SymbolicTensor value = node.opset() < 5 ? null : node.value(1);
        boolean copyZeros = node.integer("allowzero", 0) == 0;
        for (int axis = 0; axis < dims.size() && axis < input.rank() && copyZeros; axis++) {
            boolean copied = target != null
                    ? target[axis] == 0
                    : value != null && value.dim(axis).is(0);
            if (copied && !input.dim(axis).is(0) && below.remove(dims.get(axis))) {
                above.remove(input.dim(axis));
            }
        }
    }

    private static Dim product(List<Dim> dims) {
        return DimMath.count(new Shape(dims));
    }

    /** A target with one unknown number and no -1 is settled by the number of elements. */
    private static void resolveOnlyUnknown(Shape input, List<Dim> target, List<Dim> dims) {
        long unresolved = dims.stream().filter(dim -> !dim.isKnown()).count();
        int axis = 0;
        while (axis < dims.size() && dims.get(axis).isKnown()) {
            axis++;
        }
        if (unresolved != 1 || target.get(axis).isKnown()) {
            return;
        }
        List<Dim> others = new ArrayList<>(dims);
        others.remove(axis);
        Dim part = product(others);
        Dim whole = DimMath.count(input);
        if (part instanceof Dim.Known known
                && whole instanceof Dim.Known total
                && known.value() > 0
                && total.value() % known.value() == 0
                && total.value() > 0) {
            dims.set(axis, Dim.of(total.value() / known.value()));
        }
    }

    private static void flatten(NodeContext node) {
        Shape input = node.shape(0);
        long axis = node.integer("axis", 1);
        node.setTensor(0, node.elementType(0), null);
        if (input == null) {
            if (node.followsValues()) {
                node.setTensor(0, node.elementType(0), Shape.ofRank(2));
            }
            return;
        }
        int rank = input.rank();
        if (axis < (node.opset() >= 11 ? -rank : 0) || axis > rank) {
            throw new CannotInferException("axis " + axis + " is not in 0 to " + rank);
        }
        int cut = (int) (axis < 0 ? axis + rank : axis);
        Shape shape = new Shape(List.of(DimMath.count(input, 0, cut), DimMath.count(input, cut, rank)));
        node.setTensor(0, node.elementType(0), shape);
        SymbolicTensor value = node.value(0);
        if (value != null) {
            node.setContent(0, value.reshaped(shape));
        }
    }

    private static void squeeze(NodeContext node, long @Nullable [] axes, boolean given) {
        Shape input = node.shape(0);
        node.setTensor(0, node.elementType(0), null);
        if (input == null) {
            return;
        }
        if (given && axes == null) {
            Shape count = node.shape(1);
            if (node.followsValues() && count != null && count.isStatic() && count.elementCount() <= input.rank()) {
                node.setTensor(0, node.elementType(0), Shape.ofRank(input.rank() - (int) count.elementCount()));
            }
            return;
        }
        boolean[] removed = new boolean[input.rank()];
        for (int axis = 0; axis < input.rank() && axes == null; axis++) {
            if (!input.dim(axis).isKnown()) {
                return;
            }
            removed[axis] = input.dim(axis).is(1);
        }
        for (int i = 0; axes != null && i < axes.length; i++) {
            int axis = NodeContext.axis(axes[i], input.rank());
            if (input.dim(axis).isKnown() && !input.dim(axis).is(1)) {
                throw new CannotInferException("axis " + axis + " of [" + input + "] is to be removed, wanted 1 there");
            }
            removed[axis] = true;
        }
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < input.rank(); axis++) {
            if (!removed[axis]) {
                dims.add(input.dim(axis));
            }
        }
        setShape(node, new Shape(dims));
    }

    private static void setShape(NodeContext node, Shape shape) {
        node.setTensor(0, node.elementType(0), shape);
        SymbolicTensor value = node.value(0);
        if (value != null && shape.isStatic()) {
            node.setContent(0, value.reshaped(shape));
        }
    }

    private static void unsqueeze(NodeContext node, long @Nullable [] axes) {
        Shape input = node.shape(0);
        node.setTensor(0, node.elementType(0), null);
        if (input == null) {
            return;
        }
        if (axes == null) {
            Shape count = node.shape(1);
            if (node.followsValues() && count != null && count.isStatic() && count.elementCount() <= 64) {
                node.setTensor(0, node.elementType(0), Shape.ofRank(input.rank() + (int) count.elementCount()));
            }
            return;
        }
        int rank = input.rank() + axes.length;
        boolean[] added = new boolean[rank];
        for (long axis : axes) {
            int at = NodeContext.axis(axis, rank);
            if (added[at]) {
                throw new CannotInferException("axis " + axis + " is inserted twice");
            }
            added[at] = true;
        }
        List<Dim> dims = new ArrayList<>();
        int next = 0;
        for (int axis = 0; axis < rank; axis++) {
            dims.add(added[axis] ? Dim.of(1) : input.dim(next++));
        }
        setShape(node, new Shape(dims));
    }
}
