package org.onnxnet.predictor.feature;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Grows one extremely randomised tree: at every node each feature, or each of some drawn at random, gets a random threshold, and
 * the feature whose threshold separates the labels best is asked for.
 *
 * @see <a href="https://doi.org/10.1007/s10994-006-6226-1">Geurts, Ernst and Wehenkel 2006, Extremely randomized trees</a>
 */
final class TreeGrower {
    private final float[][] points;
    private final double[] labels;
    private final int minLeaf;
    /** How many features a node looks at. */
    private final int drawn;

    private final SplittableRandom random;
    private final int[] order;
    private final int[] rows;
    private final FlatTree tree = new FlatTree();

    private record Open(int node, int start, int end) {}

    /** @param threshold where the feature is at most this a row goes left */
    private record Split(int feature, float threshold, double gain) {}

    private TreeGrower(float[][] points, double[] labels, int minLeaf, double share, long seed) {
        this.points = points;
        this.labels = labels;
        this.minLeaf = minLeaf;
        this.random = new SplittableRandom(seed);
        this.order = new int[points[0].length];
        this.drawn = (int) Math.ceil(share * order.length);
        Arrays.setAll(order, i -> i);
        this.rows = new int[points.length];
        Arrays.setAll(rows, i -> i);
    }

    /**
     * Grows a tree until leaves cannot be split.
     *
     * @param points features, a row an example, at least one
     * @param minLeaf the fewest examples of a leaf
     * @param share of the features that a node looks at, above 0 to 1; the fewer, the more the trees differ
     */
    static FlatTree grow(float[][] points, double[] labels, int minLeaf, double share, long seed) {
        TreeGrower grower = new TreeGrower(points, labels, minLeaf, share, seed);
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(grower.tree.addLeaf(), 0, points.length));
        while (!open.isEmpty()) {
            grower.grow(open.pop(), open);
        }
        return grower.tree;
    }

    private void grow(Open node, Deque<Open> open) {
        double sum = 0;
        for (int i = node.start; i < node.end; i++) {
            sum += labels[rows[i]];
        }
        int size = node.end - node.start;
        Split best = size < 2 * minLeaf || areEqual(node) ? null : bestSplit(node, sum);
        if (best == null) {
            tree.setLeaf(node.node, (float) (sum / size));
            return;
        }
        int middle = partition(node, best);
        int left = tree.addLeaf();
        int right = tree.addLeaf();
        tree.setSplit(node.node, best.feature, best.threshold, left);
        open.push(new Open(right, middle, node.end));
        open.push(new Open(left, node.start, middle));
    }

    private boolean areEqual(Open node) {
        for (int i = node.start + 1; i < node.end; i++) {
            if (labels[rows[i]] != labels[rows[node.start]]) {
                return false;
            }
        }
        return true;
    }

    /** Null where no feature leaves enough on both sides. */
    private @Nullable Split bestSplit(Open node, double sum) {
        Split best = null;
        int seen = 0;
        for (int i = 0; i < order.length && seen < drawn; i++) {
            Split split = randomSplit(node, sum, next(i));
            if (split != null) {
                seen++;
                best = best == null || split.gain > best.gain ? split : best;
            }
        }
        return best;
    }

    /** The feature to look at after {@code i} others: where all are looked at, they come as they are. */
    private int next(int i) {
        if (drawn < order.length) {
            int other = random.nextInt(i, order.length);
            int feature = order[other];
            order[other] = order[i];
            order[i] = feature;
        }
        return order[i];
    }

    private @Nullable Split randomSplit(Open node, double sum, int feature) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (int i = node.start; i < node.end; i++) {
            float value = points[rows[i]][feature];
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        if (!(least < most)) {
            return null;
        }
        float drawn = (float) (least + random.nextDouble() * ((double) most - least));
        float threshold = drawn < most ? drawn : least;
        double leftSum = 0;
        int left = 0;
        for (int i = node.start; i < node.end; i++) {
            if (points[rows[i]][feature] <= threshold) {
                leftSum += labels[rows[i]];
                left++;
            }
        }
        int right = node.end - node.start - left;
        if (left < minLeaf || right < minLeaf) {
            return null;
        }
        // What is left of the variance is smallest where this is largest.
        return new Split(feature, threshold, leftSum * leftSum / left + (sum - leftSum) * (sum - leftSum) / right);
    }

    /** Brings the rows that go left to the front, and returns where the others begin. */
    private int partition(Open node, Split split) {
        int middle = node.start;
        for (int i = node.start; i < node.end; i++) {
            if (points[rows[i]][split.feature] <= split.threshold) {
                int row = rows[i];
                rows[i] = rows[middle];
                rows[middle++] = row;
            }
        }
        return middle;
    }
}
