package org.onnxnet.testing;

import static org.onnxnet.graph.ElementType.DOUBLE;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.testing.Sketch.Item;

/** Nodes that take tensors apart along their axes, and put them together. */
final class PieceSteps {
    private PieceSteps() {}

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

    private static long[] withAxis(long[] dims, int axis, long size) {
        long[] changed = dims.clone();
        changed[axis] = size;
        return changed;
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
}
