package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;

/** <a href="https://onnx.ai/onnx/operators/onnx__Slice.html">Slice</a>: bounds are attributes before version 10, inputs since. */
final class SliceRule {
    private SliceRule() {}

    static void infer(NodeContext node) {
        infer(node, node.opset() >= 10);
    }

    /** @param byInput whether bounds are inputs; else they are attributes */
    static void infer(NodeContext node, boolean byInput) {
        Shape input = node.shape(0);
        node.setTensor(0, node.elementType(0), input == null ? null : Shape.ofRank(input.rank()));
        List<Dim> starts = bounds(node, byInput, "starts", 1);
        List<Dim> ends = bounds(node, byInput, "ends", 2);
        if (input == null) {
            return;
        }
        int count = count(node, byInput, starts, ends);
        long[] axes = axes(node, byInput, count, input.rank());
        if (axes == null || count < 0) {
            return;
        }
        long[] steps = steps(node, byInput, count);
        if (axes.length != count
                || (steps != null && steps.length != count)
                || (starts != null && starts.size() != count)
                || (ends != null && ends.size() != count)) {
            throw new CannotInferException("starts, ends, axes and steps have different lengths");
        }
        if (!node.followsValues() && !byInput && starts != null && ends != null) {
            node.setTensor(0, node.elementType(0), referenceShape(input, axes, starts, ends));
            return;
        }
        List<Dim> dims = new ArrayList<>(input.dims());
        boolean[] cut = new boolean[input.rank()];
        for (int i = 0; i < count; i++) {
            int axis = NodeContext.axis(axes[i], input.rank());
            if (cut[axis]) {
                throw new CannotInferException("axis " + axis + " is cut twice");
            }
            cut[axis] = true;
            Dim start = starts == null ? Dim.UNKNOWN : starts.get(i);
            Dim end = ends == null ? Dim.UNKNOWN : ends.get(i);
            dims.set(axis, steps == null ? Dim.UNKNOWN : length(node, start, end, steps[i], input.dim(axis)));
        }
        node.setTensor(0, node.elementType(0), new Shape(dims));
        SymbolicTensor value = node.value(0);
        if (value != null && steps != null && starts != null && ends != null) {
            node.setContent(0, cut(value, axes, starts, ends, steps));
        }
    }

    /** What the reference implementation finds before version 10, where it gives up on bounds out of range. */
    private static @Nullable Shape referenceShape(Shape input, long[] axes, List<Dim> starts, List<Dim> ends) {
        List<Dim> dims = new ArrayList<>(input.dims());
        for (int i = 0; i < axes.length; i++) {
            if (i > 0 && axes[i] < axes[i - 1]) {
                return null;
            }
            if (axes[i] < 0) {
                return Shape.ofRank(input.rank());
            }
            int axis = NodeContext.axis(axes[i], input.rank());
            Dim length = Dim.UNKNOWN;
            if (input.dim(axis) instanceof Dim.Known size
                    && starts.get(i) instanceof Dim.Known start
                    && ends.get(i) instanceof Dim.Known end) {
                long from = start.value() < 0 ? start.value() + size.value() : start.value();
                long to = end.value() < 0 ? end.value() + size.value() : end.value();
                long cut = Math.min(size.value(), to) - from;
                length = from >= 0 && to >= 0 && cut >= 0 ? Dim.of(cut) : Dim.UNKNOWN;
            }
            dims.set(axis, length);
        }
        return new Shape(dims);
    }

    private static @Nullable List<Dim> bounds(NodeContext node, boolean byInput, String attribute, int slot) {
        if (!byInput) {
            long[] numbers = node.integers(attribute);
            return numbers == null ? null : Shape.of(numbers).dims();
        }
        SymbolicTensor value = node.value(slot);
        return value == null ? null : value.dims();
    }

    /** How many axes are cut; -1 where not even that is known. */
    private static int count(NodeContext node, boolean byInput, @Nullable List<Dim> starts, @Nullable List<Dim> ends) {
        if (starts != null && ends != null) {
            if (starts.size() != ends.size()) {
                throw new CannotInferException(starts.size() + " starts and " + ends.size() + " ends");
            }
            return starts.size();
        }
        if (!node.followsValues() || !byInput) {
            return -1;
        }
        Shape shape = node.shape(1) != null ? node.shape(1) : node.shape(2);
        return shape != null && shape.rank() == 1 && shape.dim(0) instanceof Dim.Known known && known.value() <= 64
                ? (int) known.value()
                : -1;
    }

    private static long @Nullable [] axes(NodeContext node, boolean byInput, int count, int rank) {
        boolean given = byInput ? node.hasInput(3) : node.hasAttribute("axes");
        if (given) {
            return byInput ? node.longs(3) : node.integers("axes");
        }
        if (count > rank) {
            throw new CannotInferException(count + " bounds for an input of rank " + rank);
        }
        long[] axes = new long[Math.max(0, count)];
        Arrays.setAll(axes, i -> i);
        return axes;
    }

    private static long @Nullable [] steps(NodeContext node, boolean byInput, int count) {
        if (byInput && node.hasInput(4)) {
            return node.longs(4);
        }
        long[] steps = new long[Math.max(0, count)];
        Arrays.fill(steps, 1);
        return steps;
    }

    private static Dim length(NodeContext node, Dim start, Dim end, long step, Dim size) {
        if (step == 0) {
            throw new CannotInferException("a step is 0");
        }
        if (!node.followsValues() && !size.isKnown()) {
            return Dim.UNKNOWN;
        }
        if (step < 0 && node.followsValues() && (end.is(Integer.MAX_VALUE) || end.is(Long.MAX_VALUE))) {
            // By the definition this is empty, but ONNX Runtime goes on to the first element.
            return Dim.UNKNOWN;
        }
        if (size instanceof Dim.Known whole && start instanceof Dim.Known first && end instanceof Dim.Known last) {
            return Dim.of(length(first.value(), last.value(), step, whole.value()));
        }
        if (step < 0 || step == Long.MIN_VALUE) {
            return Dim.UNKNOWN;
        }
        Dim from = clamp(start, size);
        Dim to = clamp(end, size);
        return from.isCertainly(to)
                ? Dim.of(0)
                : DimMath.max(DimMath.ceilDiv(DimMath.difference(to, from), step), Dim.of(0));
    }

    /** A bound as an index from 0 to {@code size}; unknown where its sign is. */
    private static Dim clamp(Dim bound, Dim size) {
        if (bound instanceof Dim.Known known && known.value() >= Integer.MAX_VALUE) {
            return size;
        }
        Expr expr = Expr.of(bound);
        if (expr == null) {
            return Dim.UNKNOWN;
        }
        Long number = expr.constant();
        if (number != null && number < 0) {
            return number <= Integer.MIN_VALUE ? Dim.of(0) : DimMath.max(DimMath.sum(size, number), Dim.of(0));
        }
        return expr.isNonNegative(false) ? DimMath.min(bound, size) : Dim.UNKNOWN;
    }

    private static long length(long start, long end, long step, long size) {
        long from = first(start, step, size);
        long to = last(end, step, size);
        long distance = step > 0 ? to - from : from - to;
        long stride = step == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(step);
        return distance <= 0 ? 0 : (distance - 1) / stride + 1;
    }

    private static long first(long start, long step, long size) {
        if (size == 0) {
            return step > 0 ? 0 : -1;
        }
        long from = start < 0 ? start + size : start;
        return Math.max(0, Math.min(from, step > 0 ? size : size - 1));
    }

    private static long last(long end, long step, long size) {
        long to = end < 0 ? end + size : end;
        return step > 0 ? Math.max(0, Math.min(to, size)) : Math.max(-1, Math.min(to, size - 1));
    }

    private static @Nullable SymbolicTensor cut(
            SymbolicTensor value, long[] axes, List<Dim> starts, List<Dim> ends, long[] steps) {
        SymbolicTensor result = value;
        for (int i = 0; i < axes.length; i++) {
            int axis = NodeContext.axis(axes[i], value.shape().rank());
            long size = value.shape().toLongs()[axis];
            if (!(starts.get(i) instanceof Dim.Known start)
                    || !(ends.get(i) instanceof Dim.Known end)
                    || (steps[i] < 0 && end.value() >= Integer.MAX_VALUE)) {
                return null;
            }
            result = SliceMath.slice(
                    result,
                    axis,
                    first(start.value(), steps[i], size),
                    last(end.value(), steps[i], size),
                    Math.max(-size - 1, Math.min(steps[i], size + 1)));
        }
        return result;
    }
}
