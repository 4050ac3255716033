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
import org.onnxnet.testing.Sketch.Item;

/** Nodes that give a tensor other axes. */
final class AxisSteps {
    private AxisSteps() {}

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

    private static long[] array(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
