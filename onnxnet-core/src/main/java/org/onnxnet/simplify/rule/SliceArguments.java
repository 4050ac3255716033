package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.GraphView;

/** The arguments of a <a href="https://onnx.ai/onnx/operators/onnx__Slice.html">Slice</a>, of all its versions. */
final class SliceArguments {
    private final long[] starts;
    private final long[] ends;
    private final long[] axes;
    private final long[] steps;

    private SliceArguments(long[] starts, long[] ends, long[] axes, long[] steps) {
        this.starts = starts;
        this.ends = ends;
        this.axes = axes;
        this.steps = steps;
    }

    /** The constant arguments of a node, axes counted from the front; null where one is not constant or not well-formed. */
    static @Nullable SliceArguments of(Node slice, int rank, GraphView graph) {
        boolean attributes = graph.opset() < 10;
        long[] starts = attributes ? longs(slice.intsAttribute("starts")) : graph.longs(slice.input(1));
        long[] ends = attributes ? longs(slice.intsAttribute("ends")) : graph.longs(slice.input(2));
        if (starts == null || ends == null || starts.length != ends.length) {
            return null;
        }
        long[] axes = axes(slice, attributes, starts.length, rank, graph);
        long[] steps = new long[starts.length];
        Arrays.fill(steps, 1);
        if (!attributes && slice.hasInput(4)) {
            long[] given = graph.longs(slice.input(4));
            if (given == null || given.length != starts.length) {
                return null;
            }
            steps = given;
        }
        return axes == null || axes.length != starts.length ? null : new SliceArguments(starts, ends, axes, steps);
    }

    private static long @Nullable [] axes(Node slice, boolean attributes, int count, int rank, GraphView graph) {
        boolean given = attributes ? slice.attribute("axes") != null : slice.hasInput(3);
        long[] axes = new long[count];
        Arrays.setAll(axes, i -> i);
        if (given) {
            long[] found = attributes ? longs(slice.intsAttribute("axes")) : graph.longs(slice.input(3));
            if (found == null) {
                return null;
            }
            axes = found;
        }
        return AxesArgument.normal(axes, rank);
    }

    private static long @Nullable [] longs(@Nullable List<Long> list) {
        return list == null ? null : list.stream().mapToLong(Long::longValue).toArray();
    }

    boolean sharesAxisWith(SliceArguments other) {
        return Arrays.stream(axes).anyMatch(axis -> Arrays.stream(other.axes).anyMatch(o -> o == axis));
    }

    /** Both, in the order of the axes. */
    SliceArguments and(SliceArguments other) {
        int count = axes.length + other.axes.length;
        List<long[]> rows = new ArrayList<>();
        for (SliceArguments part : List.of(this, other)) {
            for (int i = 0; i < part.axes.length; i++) {
                rows.add(new long[] {part.axes[i], part.starts[i], part.ends[i], part.steps[i]});
            }
        }
        rows.sort(Comparator.comparingLong(row -> row[0]));
        long[][] columns = new long[4][count];
        for (int i = 0; i < count; i++) {
            for (int column = 0; column < 4; column++) {
                columns[column][i] = rows.get(i)[column];
            }
        }
        return new SliceArguments(columns[1], columns[2], columns[0], columns[3]);
    }

    /** For versions before 10, which have no steps. */
    List<Attribute> toAttributes() {
        return List.of(
                Attribute.ofInts("axes", axes), Attribute.ofInts("ends", ends), Attribute.ofInts("starts", starts));
    }

    /** For version 10 and later: the inputs after the first, in order. */
    Map<String, long[]> toInputs() {
        Map<String, long[]> inputs = new LinkedHashMap<>();
        inputs.put("starts", starts);
        inputs.put("ends", ends);
        inputs.put("axes", axes);
        inputs.put("steps", steps);
        return inputs;
    }
}
