package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/** Operators that move, repeat, join or cut elements without looking at them. */
final class MovementRules {
    private MovementRules() {}

    static void register(RuleSet rules) {
        rules.add("Transpose", 1, MovementRules::transpose);
        rules.add("Concat", 1, MovementRules::concat);
        rules.add("Split", 1, MovementRules::split);
        rules.add("Tile", 1, MovementRules::tileByAxis);
        rules.add("Tile", 6, MovementRules::tile);
        rules.add("Expand", 8, MovementRules::expand);
        rules.add("Pad", 1, MovementRules::pad);
        rules.add("DepthToSpace", 1, MovementRules::depthToSpace);
        rules.add("SpaceToDepth", 1, MovementRules::spaceToDepth);
        rules.add("ReverseSequence", 10, ElementwiseRules::sameType);
    }

    private static void transpose(NodeContext node) {
        Shape input = node.shape(0);
        long[] perm = node.integers("perm");
        node.setTensor(
                0,
                node.elementType(0),
                input == null && perm != null && node.followsValues() ? Shape.ofRank(perm.length) : null);
        if (input == null) {
            return;
        }
        int[] order = permutation(perm, input.rank());
        List<Dim> dims = new ArrayList<>();
        for (int axis : order) {
            dims.add(input.dim(axis));
        }
        // The reference implementation forgets to set the shape of a scalar in the first version.
        boolean forgotten = dims.isEmpty() && node.opset() < 13 && !node.followsValues();
        node.setTensor(0, node.elementType(0), forgotten ? null : new Shape(dims));
        SymbolicTensor value = node.value(0);
        if (value != null) {
            node.setValue(0, transposed(value, order));
        }
    }

    private static int[] permutation(long @Nullable [] perm, int rank) {
        int[] order = new int[rank];
        boolean[] seen = new boolean[rank];
        if (perm != null && perm.length != rank) {
            throw new CannotInferException("attribute perm has " + perm.length + " numbers for rank " + rank);
        }
        for (int i = 0; i < rank; i++) {
            order[i] = perm == null ? rank - 1 - i : NodeContext.axis(perm[i], rank);
            if (seen[order[i]]) {
                throw new CannotInferException("attribute perm has " + order[i] + " twice");
            }
            seen[order[i]] = true;
        }
        return order;
    }

    private static SymbolicTensor transposed(SymbolicTensor value, int[] order) {
        long[] from = value.shape().toLongs();
        long[] strides = new long[from.length];
        long stride = 1;
        for (int axis = from.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= from[axis];
        }
        long[] to = Arrays.stream(order).mapToLong(axis -> from[axis]).toArray();
        List<Element> elements = new ArrayList<>();
        long[] index = new long[to.length];
        for (int i = 0; i < value.size(); i++) {
            long source = 0;
            for (int axis = 0; axis < to.length; axis++) {
                source += index[axis] * strides[order[axis]];
            }
            elements.add(value.element((int) source));
            Broadcast.next(index, to);
        }
        return SymbolicTensor.of(value.elementType(), Shape.of(to), elements);
    }

    /** The axis is 1 by default up to version 1 and must be given from 4 on. */
    private static void concat(NodeContext node) {
        ElementType type = null;
        for (int slot = 0; slot < node.inputCount() && type == null; slot++) {
            type = node.elementType(slot);
        }
        node.setTensor(0, type, null);
        List<Shape> shapes = node.shapes();
        if (shapes == null || shapes.isEmpty()) {
            Shape any = anyShape(node);
            node.setTensor(0, type, any == null || !node.followsValues() ? null : Shape.ofRank(any.rank()));
            return;
        }
        int rank = shapes.get(0).rank();
        int axis = NodeContext.axis(node.integer("axis", 1), rank);
        node.setTensor(0, type, joined(shapes, axis));
        List<SymbolicTensor> values = new ArrayList<>();
        for (int slot = 0; slot < node.inputCount(); slot++) {
            SymbolicTensor value = node.value(slot);
            if (value == null && type != null && SymbolicTensor.fits(type, shapes.get(slot))) {
                value = SymbolicTensor.filled(type, shapes.get(slot), Element.UNKNOWN);
            }
            if (value != null) {
                values.add(value);
            }
        }
        boolean informative =
                values.stream().anyMatch(v -> v.elements().stream().anyMatch(e -> e != Element.UNKNOWN));
        if (values.size() == shapes.size() && informative) {
            node.setValue(0, join(values, axis));
        }
    }

    private static @Nullable Shape anyShape(NodeContext node) {
        for (int slot = 0; slot < node.inputCount(); slot++) {
            Shape shape = node.shape(slot);
            if (shape != null) {
                return shape;
            }
        }
        return null;
    }

    private static Shape joined(List<Shape> shapes, int axis) {
        List<Dim> dims = new ArrayList<>(shapes.get(0).dims());
        for (Shape shape : shapes.subList(1, shapes.size())) {
            if (shape.rank() != dims.size()) {
                throw new CannotInferException("inputs of " + dims.size() + " and " + shape.rank() + " dimensions");
            }
            for (int i = 0; i < dims.size(); i++) {
                if (i == axis) {
                    dims.set(i, DimMath.sum(dims.get(i), shape.dim(i)));
                } else if (dims.get(i).isKnown()
                        && shape.dim(i).isKnown()
                        && !dims.get(i).equals(shape.dim(i))) {
                    throw new CannotInferException("inputs of " + dims.get(i) + " and " + shape.dim(i)
                            + " elements on axis " + i + " are joined on axis " + axis);
                } else {
                    dims.set(i, DimMath.merge(dims.get(i), shape.dim(i)));
                }
            }
        }
        return new Shape(dims);
    }

    /** The tensors joined along an axis; null where the result is too large. */
    static @Nullable SymbolicTensor join(List<SymbolicTensor> parts, int axis) {
        SymbolicTensor first = parts.get(0);
        Shape shape = joined(parts.stream().map(SymbolicTensor::shape).toList(), axis);
        if (!SymbolicTensor.fits(first.elementType(), shape)) {
            return null;
        }
        long blocks = Shape.of(Arrays.copyOf(shape.toLongs(), axis)).elementCount();
        List<Element> elements = new ArrayList<>();
        for (int block = 0; block < blocks; block++) {
            for (SymbolicTensor part : parts) {
                int size = (int) (part.size() / blocks);
                elements.addAll(part.elements().subList(block * size, (block + 1) * size));
            }
        }
        return SymbolicTensor.of(first.elementType(), shape, elements);
    }

    /** Sizes are an attribute (or in version 1 either) before 13 and an input since; else the parts are equal. */
    private static void split(NodeContext node) {
        Shape input = node.shape(0);
        for (int slot = 0; slot < node.outputCount(); slot++) {
            node.setTensor(slot, node.elementType(0), null);
        }
        if (input == null) {
            return;
        }
        int axis = NodeContext.axis(node.integer("axis", 0), input.rank());
        List<Dim> sizes = splitSizes(node, input.dim(axis));
        if (!node.followsValues() && input.dim(axis).isKnown() && sizes.contains(Dim.UNKNOWN)) {
            return;
        }
        if (!node.followsValues() && !input.dim(axis).isKnown()) {
            sizes = java.util.Collections.nCopies(sizes.size(), Dim.UNKNOWN);
        }
        for (int slot = 0; slot < node.outputCount(); slot++) {
            List<Dim> dims = new ArrayList<>(input.dims());
            dims.set(axis, sizes.get(slot));
            node.setTensor(slot, node.elementType(0), new Shape(dims));
        }
        SymbolicTensor value = node.value(0);
        if (value != null && covers(sizes, input.dim(axis))) {
            long start = 0;
            for (int slot = 0; slot < node.outputCount(); slot++) {
                long size = new Shape(sizes).toLongs()[slot];
                node.setValue(slot, SliceMath.slice(value, axis, start, start + size, 1));
                start += size;
            }
        }
    }

    /** Whether the parts are known and make up the whole. */
    private static boolean covers(List<Dim> sizes, Dim whole) {
        long sum = 0;
        for (Dim size : sizes) {
            if (!(size instanceof Dim.Known known)
                    || known.value() < 0
                    || known.value() > SymbolicTensor.MAX_ELEMENTS) {
                return false;
            }
            sum += known.value();
        }
        return whole.is(sum);
    }

    private static List<Dim> splitSizes(NodeContext node, Dim whole) {
        int count = node.outputCount();
        boolean asInput = (node.opset() >= 13 || node.opset() < 2) && node.hasInput(1);
        long[] declared = asInput ? node.longs(1) : node.opset() < 13 ? node.integers("split") : null;
        if (asInput && declared == null) {
            SymbolicTensor symbolic = node.value(1);
            return symbolic != null && symbolic.size() == count
                    ? symbolic.dims()
                    : java.util.Collections.nCopies(count, Dim.UNKNOWN);
        }
        if (declared != null) {
            if (declared.length != count) {
                throw new CannotInferException(declared.length + " sizes for " + count + " outputs");
            }
            return Shape.of(declared).dims();
        }
        long parts = node.opset() >= 18 ? node.integer("num_outputs", count) : count;
        if (parts <= 0) {
            throw new CannotInferException("attribute num_outputs is " + parts);
        }
        return !node.followsValues() && node.opset() >= 18 && whole instanceof Dim.Known known
                ? unclampedParts(known.value(), count, parts)
                : equalParts(whole, count, parts, node.opset() >= 18);
    }

    /** As the reference implementation has it: all parts but the last are full, even where the input is used up before. */
    private static List<Dim> unclampedParts(long whole, int count, long parts) {
        long size = (whole + parts - 1) / parts;
        List<Dim> sizes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sizes.add(Dim.of(i < parts - 1 ? size : whole - size * (parts - 1)));
        }
        return sizes;
    }

    /** Since version 18 the last part may be smaller. */
    private static List<Dim> equalParts(Dim whole, int count, long parts, boolean uneven) {
        List<Dim> sizes = new ArrayList<>();
        if (whole instanceof Dim.Known known && (uneven || known.value() % parts == 0)) {
            long size = (known.value() + parts - 1) / parts;
            for (int i = 0; i < count; i++) {
                sizes.add(Dim.of(Math.max(0, Math.min(size, known.value() - i * size))));
            }
            return sizes;
        }
        if (whole.isKnown()) {
            throw new CannotInferException(whole + " elements do not split into " + parts + " equal parts");
        }
        Expr expr = Expr.of(whole);
        Expr exact = expr == null ? null : expr.dividedExactlyBy(Expr.of(parts));
        return java.util.Collections.nCopies(count, exact != null ? exact.toDim() : parts == 1 ? whole : Dim.UNKNOWN);
    }

    /** Version 1 repeats one axis, both given as inputs. */
    private static void tileByAxis(NodeContext node) {
        Shape input = node.shape(0);
        Double tiles = node.number(1);
        Double axis = node.number(2);
        node.setTensor(0, node.elementType(0), null);
        if (input != null && node.followsValues()) {
            List<Dim> dims = new ArrayList<>(
                    tiles == null || axis == null ? Shape.ofRank(input.rank()).dims() : input.dims());
            if (tiles != null && axis != null) {
                int at = NodeContext.axis(axis.longValue(), input.rank());
                dims.set(at, DimMath.product(dims.get(at), tiles.longValue()));
            }
            node.setTensor(0, node.elementType(0), new Shape(dims));
        }
    }

    private static void tile(NodeContext node) {
        Shape input = node.shape(0);
        SymbolicTensor repeats = node.value(1);
        node.setTensor(0, node.elementType(0), input == null ? null : Shape.ofRank(input.rank()));
        if (input == null || repeats == null) {
            return;
        }
        if (repeats.size() != input.rank()) {
            throw new CannotInferException(repeats.size() + " repeats for rank " + input.rank());
        }
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < input.rank(); axis++) {
            dims.add(DimMath.product(input.dim(axis), repeats.dim(axis)));
        }
        node.setTensor(0, node.elementType(0), new Shape(dims));
        SymbolicTensor value = node.value(0);
        Shape shape = new Shape(dims);
        if (value != null && SymbolicTensor.fits(value.elementType(), shape) && shape.elementCount() > 0) {
            for (int axis = 0; axis < input.rank() && value != null; axis++) {
                long times = repeats.toLongs()[axis];
                if (times < 0) {
                    throw new CannotInferException("axis " + axis + " is to be repeated " + times + " times");
                }
                value = times == 0
                        ? SliceMath.slice(value, axis, 0, 0, 1)
                        : join(java.util.Collections.nCopies((int) times, value), axis);
            }
            node.setValue(0, value);
        }
    }

    private static void expand(NodeContext node) {
        Shape input = node.shape(0);
        SymbolicTensor target = node.value(1);
        Shape length = node.shape(1);
        node.setTensor(0, node.elementType(0), null);
        if (input != null && target != null && target.shape().rank() == 1) {
            Shape shape = Broadcast.of(input, NegativeDims.removed(new Shape(target.dims())));
            node.setTensor(0, node.elementType(0), shape);
            SymbolicTensor value = node.value(0);
            if (value != null && SymbolicTensor.fits(value.elementType(), shape)) {
                node.setValue(0, Broadcast.expand(value, shape));
            }
        } else if (input != null
                && length != null
                && length.rank() == 1
                && length.dim(0) instanceof Dim.Known rank
                && rank.value() <= 64) {
            node.setTensor(0, node.elementType(0), Broadcast.of(input, Shape.ofRank((int) rank.value())));
        }
    }

    /** Pads are an attribute ({@code paddings} in version 1) up to 2 and an input since 11; axes are an input since 18. */
    private static void pad(NodeContext node) {
        Shape input = node.shape(0);
        node.setTensor(0, node.elementType(0), input == null || node.opset() < 11 ? null : Shape.ofRank(input.rank()));
        if (input == null) {
            return;
        }
        SymbolicTensor given = node.value(1);
        List<Dim> pads;
        if (node.opset() < 11) {
            long[] attribute = node.integers(node.opset() < 2 ? "paddings" : "pads");
            pads = attribute == null ? null : Shape.of(attribute).dims();
        } else {
            pads = given == null ? null : given.dims();
        }
        long[] axes = new long[input.rank()];
        Arrays.setAll(axes, i -> i);
        if (node.hasInput(3)) {
            axes = node.longs(3);
        }
        if (axes == null && !node.followsValues()) {
            node.setTensor(0, node.elementType(0), null);
        }
        if (pads == null || axes == null) {
            return;
        }
        if (pads.size() != 2 * axes.length) {
            throw new CannotInferException(pads.size() + " pads for " + axes.length + " axes");
        }
        List<Dim> dims = new ArrayList<>(input.dims());
        for (int i = 0; i < axes.length; i++) {
            int axis = NodeContext.axis(axes[i], input.rank());
            dims.set(axis, DimMath.sum(DimMath.sum(dims.get(axis), pads.get(i)), pads.get(i + axes.length)));
        }
        node.setTensor(0, node.elementType(0), new Shape(dims));
    }

    private static void depthToSpace(NodeContext node) {
        Shape input = node.shapeOfRank(0, 4);
        long block = blocksize(node);
        node.setTensor(
                0,
                node.elementType(0),
                input == null
                        ? null
                        : new Shape(List.of(
                                input.dim(0),
                                DimMath.floorDiv(input.dim(1), Math.multiplyExact(block, block)),
                                DimMath.product(input.dim(2), block),
                                DimMath.product(input.dim(3), block))));
    }

    private static void spaceToDepth(NodeContext node) {
        Shape input = node.shapeOfRank(0, 4);
        long block = blocksize(node);
        node.setTensor(
                0,
                node.elementType(0),
                input == null
                        ? null
                        : new Shape(List.of(
                                input.dim(0),
                                DimMath.product(input.dim(1), Math.multiplyExact(block, block)),
                                DimMath.floorDiv(input.dim(2), block),
                                DimMath.floorDiv(input.dim(3), block))));
    }

    private static long blocksize(NodeContext node) {
        long block = node.integer("blocksize", 0);
        if (block <= 0) {
            throw new CannotInferException("attribute blocksize is " + block + ", wanted a number above 0");
        }
        return block;
    }
}
