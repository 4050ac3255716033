package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/**
 * <a href="https://onnx.ai/onnx/operators/onnx__NonMaxSuppression.html">NonMaxSuppression</a>: one row of batch, class and
 * box index for each box that is kept. How many are kept is found by running it where boxes and scores are small and known;
 * it is computed in single precision, as runtimes do.
 */
final class NonMaxSuppressionRule {
    private static final int BOX_SIZE = 4;

    private final double[] boxes;
    private final boolean centered;
    private final float threshold;
    private final double limit;

    private NonMaxSuppressionRule(double[] boxes, boolean centered, double threshold, double limit) {
        this.boxes = boxes;
        this.centered = centered;
        this.threshold = (float) threshold;
        this.limit = limit;
    }

    static void register(RuleSet rules) {
        rules.add("NonMaxSuppression", 10, NonMaxSuppressionRule::infer);
    }

    private static void infer(NodeContext node) {
        boolean told = node.followsValues() || node.opset() >= 11;
        Dim count = node.followsValues() ? count(node) : Dim.UNKNOWN;
        node.setTensor(0, ElementType.INT64, told ? new Shape(List.of(count, Dim.of(3))) : null);
    }

    private static Dim count(NodeContext node) {
        Double limit = optional(node, 2, 0);
        Double threshold = optional(node, 3, 0);
        Double least = optional(node, 4, Double.NEGATIVE_INFINITY);
        if (limit != null && limit <= 0) {
            return Dim.of(0);
        }
        SymbolicTensor boxes = node.value(0);
        SymbolicTensor scores = node.value(1);
        if (boxes == null
                || scores == null
                || limit == null
                || threshold == null
                || least == null
                || !boxes.isKnown()
                || !scores.isKnown()
                || Arrays.stream(scores.toDoubles()).anyMatch(Double::isNaN)) {
            return Dim.UNKNOWN;
        }
        long[] dims = boxes.shape().toLongs();
        long[] scoreDims = scores.shape().toLongs();
        boolean fit = dims.length == 3
                && scoreDims.length == 3
                && dims[2] == BOX_SIZE
                && dims[0] == scoreDims[0]
                && dims[1] == scoreDims[2];
        if (!fit) {
            throw new CannotInferException("boxes [" + boxes.shape() + "] and scores [" + scores.shape()
                    + "], wanted [N, M, 4] and [N, classes, M]");
        }
        boolean centered = node.integer("center_point_box", 0) != 0;
        NonMaxSuppressionRule rule = new NonMaxSuppressionRule(boxes.toDoubles(), centered, threshold, limit);
        double[] all = scores.toDoubles();
        int count = (int) dims[1];
        long kept = 0;
        for (int row = 0; row < dims[0] * scoreDims[1]; row++) {
            kept += rule.kept((int) (row / scoreDims[1]) * count, all, row * count, count, least);
        }
        return Dim.of(kept);
    }

    /** The number in an optional input; null where it is there but not known. */
    private static @Nullable Double optional(NodeContext node, int slot, double absent) {
        return node.hasInput(slot) ? node.number(slot) : Double.valueOf(absent);
    }

    /** How many of {@code count} boxes from {@code firstBox} on are kept for the scores from {@code firstScore} on. */
    private int kept(int firstBox, double[] scores, int firstScore, int count, double least) {
        List<Integer> candidates = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (least == Double.NEGATIVE_INFINITY || scores[firstScore + i] > least) {
                candidates.add(i);
            }
        }
        candidates.sort((a, b) -> order(scores[firstScore + a], scores[firstScore + b]));
        List<Integer> kept = new ArrayList<>();
        for (int candidate : candidates) {
            boolean free = kept.stream().noneMatch(other -> overlaps(firstBox + candidate, firstBox + other));
            if (free && kept.size() < limit) {
                kept.add(candidate);
            }
        }
        return kept.size();
    }

    /** Higher scores first; the sort keeps equal ones in place, and zeros of both signs are equal. */
    private static int order(double a, double b) {
        return a > b ? -1 : a < b ? 1 : 0;
    }

    /** Whether the intersection of two boxes over their union is above the threshold. */
    private boolean overlaps(int a, int b) {
        float width = Math.min(high(a, true), high(b, true)) - Math.max(low(a, true), low(b, true));
        float height = Math.min(high(a, false), high(b, false)) - Math.max(low(a, false), low(b, false));
        if (width <= 0 || height <= 0) {
            return false;
        }
        float shared = width * height;
        float union = area(a) + area(b) - shared;
        return shared > 0 && area(a) > 0 && area(b) > 0 && union > 0 && shared / union > threshold;
    }

    private float area(int box) {
        return (high(box, true) - low(box, true)) * (high(box, false) - low(box, false));
    }

    /** Boxes are two corners, y before x and in any order, or the centre, x before y, and the extents. */
    private float low(int box, boolean x) {
        return centered
                ? at(box, x ? 0 : 1) - at(box, x ? 2 : 3) / 2
                : Math.min(at(box, x ? 1 : 0), at(box, x ? 3 : 2));
    }

    private float high(int box, boolean x) {
        return centered
                ? at(box, x ? 0 : 1) + at(box, x ? 2 : 3) / 2
                : Math.max(at(box, x ? 1 : 0), at(box, x ? 3 : 2));
    }

    private float at(int box, int index) {
        return (float) boxes[box * BOX_SIZE + index];
    }
}
