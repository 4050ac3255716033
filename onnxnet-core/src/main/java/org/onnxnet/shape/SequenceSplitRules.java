package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/** Operators that cut a tensor into a sequence and join a sequence into a tensor. */
final class SequenceSplitRules {
    private SequenceSplitRules() {}

    static void register(RuleSet rules) {
        rules.add("SplitToSequence", 11, SequenceSplitRules::split);
        rules.add("ConcatFromSequence", 11, SequenceSplitRules::concat);
    }

    private static void split(NodeContext node) {
        ElementType type = node.elementType(0);
        Shape input = node.shape(0);
        if (type == null) {
            return;
        }
        setSequence(node, type, null);
        if (input == null) {
            return;
        }
        int axis = NodeContext.axis(node.integer("axis", 0), input.rank());
        boolean kept = node.hasInput(1) || node.integer("keepdims", 1) != 0;
        setSequence(
                node, type, part(input, axis, node.hasInput(1) ? partSize(node, input.dim(axis)) : Dim.of(1), kept));
        long[] sizes = sizes(node, input.dim(axis));
        if (sizes != null) {
            SequenceRules.setElements(node, parts(type, input, node.value(0), axis, sizes, kept));
        }
    }

    private static void setSequence(NodeContext node, ElementType type, @Nullable Shape shape) {
        node.setType(0, new ValueType.OfSequence(ValueType.tensor(type, shape)));
    }

    private static Shape part(Shape whole, int axis, Dim size, boolean kept) {
        List<Dim> dims = new ArrayList<>(whole.dims());
        if (kept) {
            dims.set(axis, size);
        } else {
            dims.remove(axis);
        }
        return new Shape(dims);
    }

    /** The extent of all parts where they have one: a scalar is the size of each but the last, a vector lists them. */
    private static Dim partSize(NodeContext node, Dim whole) {
        long[] sizes = node.longs(1);
        Shape shape = node.shape(1);
        if (sizes == null || sizes.length == 0 || shape == null) {
            return Dim.UNKNOWN;
        }
        if (shape.rank() == 0) {
            if (sizes[0] <= 0) {
                throw new CannotInferException("the size of the parts is " + sizes[0] + ", wanted one above 0");
            }
            boolean even = whole instanceof Dim.Known known && known.value() % sizes[0] == 0;
            return even ? Dim.of(sizes[0]) : Dim.UNKNOWN;
        }
        boolean equal = Arrays.stream(sizes).allMatch(size -> size == sizes[0]);
        boolean known = whole.isKnown() || node.followsValues();
        return equal && known && sizes[0] > 0 ? Dim.of(sizes[0]) : Dim.UNKNOWN;
    }

    /** The extent of every part; null where it is not known, or there are too many parts to be followed. */
    private static long @Nullable [] sizes(NodeContext node, Dim whole) {
        long[] given = node.hasInput(1) ? node.longs(1) : new long[] {1};
        Shape shape = node.hasInput(1) ? node.shape(1) : Shape.SCALAR;
        if (given == null || shape == null) {
            return null;
        }
        if (shape.rank() > 0) {
            boolean possible = Arrays.stream(given).allMatch(size -> size >= 0 && size <= Integer.MAX_VALUE);
            return possible && given.length <= SequenceContent.MAX_LENGTH ? given : null;
        }
        long size = given[0];
        if (!(whole instanceof Dim.Known known) || size <= 0 || known.value() / size >= SequenceContent.MAX_LENGTH) {
            return null;
        }
        long rest = known.value() % size;
        // Not rounded up by adding to the extent: a part may be as large as a number can be.
        long[] sizes = new long[Math.toIntExact(known.value() / size) + (rest == 0 ? 0 : 1)];
        Arrays.fill(sizes, size);
        if (rest != 0) {
            sizes[sizes.length - 1] = rest;
        }
        return sizes;
    }

    private static List<KnownValue> parts(
            ElementType type, Shape whole, @Nullable SymbolicTensor value, int axis, long[] sizes, boolean kept) {
        boolean covered = whole.dim(axis).is(Arrays.stream(sizes).sum());
        List<KnownValue> parts = new ArrayList<>();
        long start = 0;
        for (long size : sizes) {
            Shape shape = part(whole, axis, Dim.of(size), kept);
            SymbolicTensor content = value == null || !covered
                    ? null
                    : SliceMath.slice(value, axis, start, start + size, 1).reshaped(shape);
            parts.add(new KnownValue(ValueType.tensor(type, shape), content));
            start += size;
        }
        return parts;
    }

    private static void concat(NodeContext node) {
        if (!(SequenceRules.element(node, 0) instanceof ValueType.OfTensor element)) {
            return;
        }
        boolean stacked = node.integer("new_axis", 0) != 0;
        List<KnownValue> elements = SequenceRules.elements(node, 0);
        List<Shape> shapes = elements == null ? null : shapes(elements);
        Shape any = shapes != null ? shapes.get(0) : element.shape();
        node.setTensor(0, element.elementType(), any);
        if (any == null) {
            return;
        }
        int axis = NodeContext.axis(node.integer("axis", 0), any.rank() + (stacked ? 1 : 0));
        if (elements == null || shapes == null) {
            node.setTensor(0, element.elementType(), open(any, axis, stacked, elements));
            return;
        }
        List<Shape> aligned =
                stacked ? shapes.stream().map(shape -> inserted(shape, axis)).toList() : shapes;
        node.setTensor(0, element.elementType(), ConcatRule.joined(aligned, axis));
        node.setContent(0, joined(elements, aligned, axis));
    }

    /** The result for elements of which only what they have in common is known. */
    private static Shape open(Shape element, int axis, boolean stacked, @Nullable List<KnownValue> elements) {
        List<Dim> dims = new ArrayList<>(element.dims());
        if (stacked) {
            dims.add(axis, elements == null ? Dim.UNKNOWN : Dim.of(elements.size()));
        } else {
            dims.set(axis, Dim.UNKNOWN);
        }
        return new Shape(dims);
    }

    /** The shape of each element; null where one is not known, or there is none. */
    private static @Nullable List<Shape> shapes(List<KnownValue> elements) {
        List<Shape> shapes = new ArrayList<>();
        for (KnownValue element : elements) {
            Shape shape = element.type() instanceof ValueType.OfTensor tensor ? tensor.shape() : null;
            if (shape == null) {
                return null;
            }
            shapes.add(shape);
        }
        return shapes.isEmpty() ? null : shapes;
    }

    private static Shape inserted(Shape shape, int axis) {
        List<Dim> dims = new ArrayList<>(shape.dims());
        dims.add(axis, Dim.of(1));
        return new Shape(dims);
    }

    private static @Nullable SymbolicTensor joined(List<KnownValue> elements, List<Shape> shapes, int axis) {
        List<SymbolicTensor> parts = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            if (!(elements.get(i).content() instanceof SymbolicTensor content)) {
                return null;
            }
            parts.add(content.reshaped(shapes.get(i)));
        }
        return ConcatRule.join(parts, axis);
    }
}
