package org.onnxnet.testing;

import static org.onnxnet.graph.ElementType.DOUBLE;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT32;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.testing.Sketch.Item;

/** Nodes that move elements or make tensors from shapes. */
final class ShapeSteps {
    private ShapeSteps() {}

    static final List<Step> ALL = List.of(
            ShapeSteps::reshape,
            ShapeSteps::reshape,
            ShapeSteps::flatten,
            ShapeSteps::transpose,
            ShapeSteps::transpose,
            ShapeSteps::squeeze,
            ShapeSteps::unsqueeze,
            ShapeSteps::expand,
            ShapeSteps::slice,
            ShapeSteps::slice,
            ShapeSteps::gather,
            ShapeSteps::concat,
            ShapeSteps::split,
            ShapeSteps::pad,
            ShapeSteps::reduce,
            ShapeSteps::shape,
            ShapeSteps::constantOfShape,
            ShapeSteps::range);

    static boolean reshape(Sketch s) {
        Item x = s.pick(item -> item.size() > 0);
        if (x == null) {
            return false;
        }
        addReshape(s, x);
        return true;
    }

    /** A reshape to a random factorisation, written with numbers, with one -1, or with copied dimensions (0). */
    static Item addReshape(Sketch s, Item x) {
        long[] dims = factors(s, x.size());
        long[] written = dims.clone();
        for (int axis = 0; axis < dims.length && axis < x.rank(); axis++) {
            if (dims[axis] == x.dims()[axis] && s.chance(0.5)) {
                written[axis] = 0;
            }
        }
        if (dims.length > 0 && s.chance(0.4)) {
            written[s.between(0, dims.length - 1)] = -1;
        }
        boolean allowZero =
                s.opset() >= 14 && s.chance(0.1) && LongStream.of(written).noneMatch(d -> d == 0);
        Attribute[] attributes = allowZero ? new Attribute[] {Attribute.of("allowzero", 1)} : new Attribute[0];
        return s.op("Reshape", x.type(), dims, List.of(x.name(), s.longs(written)), attributes);
    }

    private static long[] factors(Sketch s, long size) {
        int rank = s.between(size == 1 ? 0 : 1, 4);
        long[] dims = new long[rank];
        long rest = size;
        for (int axis = 0; axis < rank - 1; axis++) {
            long bound = rest;
            long[] divisors = LongStream.rangeClosed(1, Math.min(8, bound))
                    .filter(d -> bound % d == 0)
                    .toArray();
            dims[axis] = divisors[s.between(0, divisors.length - 1)];
            rest /= dims[axis];
        }
        if (rank > 0) {
            dims[rank - 1] = rest;
        }
        return dims;
    }

    static boolean flatten(Sketch s) {
        Item x = s.pick(item -> true);
        if (x == null) {
            return false;
        }
        int axis = s.between(0, x.rank());
        long outer = Sketch.product(Arrays.copyOf(x.dims(), axis));
        long inner = Sketch.product(Arrays.copyOfRange(x.dims(), axis, x.rank()));
        Attribute[] attributes = axis == 1 && s.chance(0.5)
                ? new Attribute[0]
                : new Attribute[] {Attribute.of("axis", axis < x.rank() && s.chance(0.3) ? axis - x.rank() : axis)};
        s.op("Flatten", x.type(), new long[] {outer, inner}, List.of(x.name()), attributes);
        return true;
    }

    static boolean transpose(Sketch s) {
        Item x = s.pick(item -> item.rank() >= 1);
        if (x == null) {
            return false;
        }
        addTranspose(s, x);
        return true;
    }

    static Item addTranspose(Sketch s, Item x) {
        int rank = x.rank();
        int[] order = new int[rank];
        Arrays.setAll(order, axis -> rank - 1 - axis);
        boolean reversal = s.chance(0.25);
        if (!reversal) {
            Arrays.setAll(order, axis -> axis);
            for (int axis = rank - 1; axis > 0; axis--) {
                int other = s.between(0, axis);
                int kept = order[axis];
                order[axis] = order[other];
                order[other] = kept;
            }
        }
        long[] dims = new long[rank];
        Arrays.setAll(dims, axis -> x.dims()[order[axis]]);
        long[] perm = Arrays.stream(order).asLongStream().toArray();
        Attribute[] attributes = reversal ? new Attribute[0] : new Attribute[] {Attribute.ofInts("perm", perm)};
        return s.op("Transpose", x.type(), dims, List.of(x.name()), attributes);
    }

    static boolean squeeze(Sketch s) {
        Item x = s.pick(item -> LongStream.of(item.dims()).anyMatch(d -> d == 1));
        if (x == null) {
            return false;
        }
        boolean all = s.chance(0.3);
        List<Long> axes = new ArrayList<>();
        List<Long> kept = new ArrayList<>();
        for (int axis = 0; axis < x.rank(); axis++) {
            if (x.dims()[axis] == 1 && (all || axes.isEmpty() || s.chance(0.5))) {
                axes.add(s.chance(0.3) ? (long) axis - x.rank() : axis);
            } else {
                kept.add(x.dims()[axis]);
            }
        }
        addWithAxes(s, "Squeeze", 13, x, array(kept), all ? null : array(axes));
        return true;
    }

    static boolean unsqueeze(Sketch s) {
        // ONNX Runtime 1.29 refuses arithmetic on shapes that an Unsqueeze gave another rank.
        Item x = s.pick(item -> item.rank() < Sketch.MAX_RANK && !(item.is(INT64) && item.rank() > 0));
        if (x == null) {
            return false;
        }
        int rank = x.rank() + s.between(1, Math.min(2, Sketch.MAX_RANK - x.rank()));
        List<Integer> axes = new ArrayList<>();
        while (axes.size() < rank - x.rank()) {
            int axis = s.between(0, rank - 1);
            if (!axes.contains(axis)) {
                axes.add(axis);
            }
        }
        long[] dims = new long[rank];
        int next = 0;
        for (int axis = 0; axis < rank; axis++) {
            dims[axis] = axes.contains(axis) ? 1 : x.dims()[next++];
        }
        boolean negative = s.chance(0.3);
        long[] written =
                axes.stream().mapToLong(axis -> negative ? axis - rank : axis).toArray();
        addWithAxes(s, "Unsqueeze", 13, x, dims, written);
        return true;
    }

    /** A node whose axes are an attribute, or an input from an operator set version on; none where they are null. */
    private static Item addWithAxes(
            Sketch s, String type, int inputSince, Item x, long[] dims, long[] axes, Attribute... more) {
        List<String> inputs = new ArrayList<>(List.of(x.name()));
        List<Attribute> attributes = new ArrayList<>(List.of(more));
        if (axes != null) {
            if (s.opset() >= inputSince) {
                inputs.add(s.longs(axes));
            } else {
                attributes.add(Attribute.ofInts("axes", axes));
            }
        }
        return s.op(type, x.type(), dims, inputs, attributes.toArray(new Attribute[0]));
    }

    static boolean expand(Sketch s) {
        Item x = s.pick(item -> item.is(FLOAT, DOUBLE, INT64, INT32));
        if (x == null) {
            return false;
        }
        int rank = s.between(x.rank(), Math.min(Sketch.MAX_RANK, x.rank() + 1));
        long[] target = new long[rank];
        for (int i = 1; i <= rank; i++) {
            long own = i <= x.rank() ? x.dims()[x.rank() - i] : 1;
            target[rank - i] = own == 1 && s.chance(0.4) ? s.between(1, 3) : s.chance(0.3) ? 1 : own;
        }
        long[] dims = ElementwiseSteps.broadcast(x.dims(), target);
        if (dims == null || !Sketch.fits(dims)) {
            return false;
        }
        s.op("Expand", x.type(), dims, List.of(x.name(), s.longs(target)));
        return true;
    }

    static boolean slice(Sketch s) {
        Item x = s.pick(item -> item.rank() >= 1 && item.size() > 0);
        if (x == null) {
            return false;
        }
        int axis = s.between(0, x.rank() - 1);
        long size = x.dims()[axis];
        long step = s.oneOf(1, 1, 1, 2, -1);
        long from = s.between(0, (int) size - 1);
        long to = s.between((int) from, (int) size - 1);
        long[] dims = x.dims().clone();
        dims[axis] = (to - from) / Math.abs(step) + 1;
        long start;
        long end;
        if (step > 0) {
            start = s.chance(0.2) ? from - size : from;
            end = to == size - 1 ? s.oneOf(size, Long.MAX_VALUE, (long) Integer.MAX_VALUE) : to + 1;
        } else {
            start = to;
            end = from == 0 ? Long.MIN_VALUE : from - 1;
        }
        List<String> inputs = new ArrayList<>(List.of(x.name(), s.longs(start), s.longs(end)));
        inputs.add(s.longs(s.chance(0.3) ? axis - x.rank() : axis));
        if (step != 1 || s.chance(0.3)) {
            inputs.add(s.longs(step));
        }
        s.op("Slice", x.type(), dims, inputs);
        return true;
    }

    static boolean gather(Sketch s) {
        Item x = s.pick(item -> item.rank() >= 1 && item.size() > 0);
        if (x == null) {
            return false;
        }
        int axis = s.between(0, x.rank() - 1);
        int size = (int) x.dims()[axis];
        long[] indexDims = s.oneOf(new long[] {}, new long[] {1}, new long[] {2}, new long[] {size});
        long[] indices = new long[(int) Sketch.product(indexDims)];
        boolean identity = indices.length == size && s.chance(0.5);
        for (int i = 0; i < indices.length; i++) {
            indices[i] = identity ? i : s.between(-size, size - 1);
        }
        long[] dims = LongStream.concat(
                        LongStream.concat(Arrays.stream(x.dims(), 0, axis), Arrays.stream(indexDims)),
                        Arrays.stream(x.dims(), axis + 1, x.rank()))
                .toArray();
        if (!Sketch.fits(dims)) {
            return false;
        }
        String index = s.constant(Tensor.ofLongs(s.freshName("indices"), Shape.of(indexDims), indices))
                .name();
        Attribute[] attributes =
                axis == 0 && s.chance(0.5) ? new Attribute[0] : new Attribute[] {Attribute.of("axis", axis)};
        s.op("Gather", x.type(), dims, List.of(x.name(), index), attributes);
        return true;
    }

    static boolean concat(Sketch s) {
        Item x = s.pick(item -> item.rank() >= 1);
        if (x == null) {
            return false;
        }
        int axis = s.between(0, x.rank() - 1);
        List<String> inputs = new ArrayList<>(List.of(x.name()));
        long[] dims = x.dims().clone();
        int more = s.chance(0.15) ? 0 : s.between(1, 2);
        for (int i = 0; i < more; i++) {
            Item other = s.pick(item -> item.type() == x.type()
                    && item.rank() == x.rank()
                    && Arrays.equals(withAxis(item.dims(), axis, 0), withAxis(x.dims(), axis, 0)));
            Item part = other == null ? x : other;
            inputs.add(part.name());
            dims[axis] += part.dims()[axis];
        }
        if (!Sketch.fits(dims)) {
            return false;
        }
        s.op("Concat", x.type(), dims, inputs, Attribute.of("axis", s.chance(0.3) ? axis - x.rank() : axis));
        return true;
    }

    private static long[] withAxis(long[] dims, int axis, long size) {
        long[] changed = dims.clone();
        changed[axis] = size;
        return changed;
    }

    static boolean split(Sketch s) {
        Item x = s.pick(
                item -> item.is(FLOAT, INT64) && LongStream.of(item.dims()).anyMatch(d -> d >= 2));
        if (x == null) {
            return false;
        }
        int axis = 0;
        while (x.dims()[axis] < 2) {
            axis++;
        }
        long size = x.dims()[axis];
        boolean single = s.chance(0.1);
        long first = single ? size : s.between(1, (int) size - 1);
        long[] parts = single ? new long[] {size} : new long[] {first, size - first};
        boolean equal = !single && parts[0] == parts[1];
        List<Item> made = new ArrayList<>();
        for (long part : parts) {
            made.add(new Item(s.freshName("Split"), x.type(), withAxis(x.dims(), axis, part)));
        }
        List<String> inputs = new ArrayList<>(List.of(x.name()));
        List<Attribute> attributes = new ArrayList<>(List.of(Attribute.of("axis", axis)));
        if (equal && s.chance(0.5)) {
            if (s.opset() >= 18) {
                attributes.add(Attribute.of("num_outputs", parts.length));
            }
        } else if (s.opset() >= 13) {
            inputs.add(s.longs(parts));
        } else {
            attributes.add(Attribute.ofInts("split", parts));
        }
        s.node("Split", inputs, made.stream().map(Item::name).toList(), attributes.toArray(new Attribute[0]));
        made.forEach(s::publish);
        return true;
    }

    static boolean pad(Sketch s) {
        Item x = s.pick(item -> item.is(FLOAT, DOUBLE, INT64) && item.rank() >= 1 && item.rank() <= 4);
        if (x == null) {
            return false;
        }
        int rank = x.rank();
        long[] pads = new long[2 * rank];
        long[] dims = x.dims().clone();
        boolean none = s.chance(0.3);
        for (int axis = 0; axis < rank && !none; axis++) {
            if (s.chance(0.5)) {
                pads[axis] = s.between(0, 1);
                pads[axis + rank] = dims[axis] >= 2 && s.chance(0.2) ? -1 : s.between(0, 1);
                dims[axis] += pads[axis] + pads[axis + rank];
            }
        }
        boolean reflect = LongStream.of(pads).noneMatch(p -> p < 0)
                && LongStream.of(x.dims()).allMatch(d -> d >= 2)
                && s.chance(0.2);
        if (!Sketch.fits(dims)) {
            return false;
        }
        List<String> inputs = new ArrayList<>(List.of(x.name(), s.longs(pads)));
        if (!reflect && s.chance(0.4)) {
            inputs.add(s.scalar(x.type(), s.oneOf(0, 1)));
        }
        Attribute[] attributes = reflect || s.chance(0.3)
                ? new Attribute[] {Attribute.of("mode", reflect ? s.oneOf("reflect", "edge") : "constant")}
                : new Attribute[0];
        s.op("Pad", x.type(), dims, inputs, attributes);
        return true;
    }

    static boolean reduce(Sketch s) {
        boolean mean = s.chance(0.5);
        Item x = s.pick(item -> item.rank() >= 1
                && item.size() > 0
                && (mean ? item.is(FLOAT, DOUBLE) : item.is(FLOAT, DOUBLE, INT64, INT32)));
        if (x == null) {
            return false;
        }
        boolean all = s.chance(0.2);
        boolean keep = s.chance(0.6);
        List<Long> axes = new ArrayList<>();
        List<Long> dims = new ArrayList<>();
        for (int axis = 0; axis < x.rank(); axis++) {
            boolean reduced = all || s.chance(0.4) || (axis == x.rank() - 1 && axes.isEmpty());
            if (reduced) {
                axes.add(s.chance(0.3) ? (long) axis - x.rank() : axis);
            }
            if (!reduced || keep) {
                dims.add(reduced ? 1 : x.dims()[axis]);
            }
        }
        Attribute[] attributes =
                keep && s.chance(0.5) ? new Attribute[0] : new Attribute[] {Attribute.of("keepdims", keep ? 1 : 0)};
        addWithAxes(
                s,
                mean ? "ReduceMean" : "ReduceSum",
                mean ? 18 : 13,
                x,
                array(dims),
                all ? null : array(axes),
                attributes);
        return true;
    }

    static boolean shape(Sketch s) {
        Item x = s.pick(item -> item.rank() >= 1);
        if (x == null) {
            return false;
        }
        if (s.opset() >= 15 && s.chance(0.3)) {
            int start = s.between(0, x.rank() - 1);
            s.op(
                    "Shape",
                    INT64,
                    new long[] {x.rank() - start},
                    List.of(x.name()),
                    Attribute.of("start", s.chance(0.5) ? start : start - x.rank()));
        } else {
            s.op("Shape", INT64, new long[] {x.rank()}, List.of(x.name()));
        }
        return true;
    }

    static boolean constantOfShape(Sketch s) {
        Item like = s.pick(item -> item.rank() >= 1);
        if (like == null) {
            return false;
        }
        String shape = s.chance(0.5)
                ? s.op("Shape", INT64, new long[] {like.rank()}, List.of(like.name()))
                        .name()
                : s.longs(like.dims());
        ElementType type = s.oneOf(FLOAT, INT64, DOUBLE);
        if (type == FLOAT && s.chance(0.4)) {
            s.op("ConstantOfShape", FLOAT, like.dims(), List.of(shape));
            return true;
        }
        Tensor value = ScalarTensor.of("", type, s.oneOf(0.0, 1.0, -0.0, 3.0));
        Tensor one = Tensor.ofRaw("", type, Shape.of(1), value.toRawBytes());
        s.op("ConstantOfShape", type, like.dims(), List.of(shape), Attribute.of("value", one));
        return true;
    }

    static boolean range(Sketch s) {
        int count = s.between(1, 6);
        int start = s.between(-2, 2);
        int delta = s.oneOf(1, 2, -1);
        ElementType type = s.oneOf(INT64, INT64, INT32, FLOAT);
        List<String> inputs =
                List.of(s.scalar(type, start), s.scalar(type, start + count * delta), s.scalar(type, delta));
        s.op("Range", type, new long[] {count}, inputs);
        return true;
    }

    private static long[] array(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
