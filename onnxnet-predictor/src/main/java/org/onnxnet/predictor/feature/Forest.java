package org.onnxnet.predictor.feature;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Regression trees whose mean is the prediction. All nodes of all trees lie in one array each; a leaf has no feature and
 * carries its value as threshold. Immutable.
 *
 * @param roots where each tree begins
 * @param features which feature a node asks for, or {@link #LEAF}
 * @param thresholds a point goes left where its feature is at most this; the value of a leaf
 * @param left where a node goes on to the left, right is the node after that; 0 for a leaf
 */
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared, never given away
record Forest(int[] roots, int[] features, float[] thresholds, int[] left) {
    static final int LEAF = -1;

    private static final int TREES = 200;

    /**
     * Grows a forest; equal arguments give an equal one.
     *
     * @param points features, a row an example, at least one
     * @param minLeaf the fewest examples of a leaf
     */
    static Forest train(float[][] points, double[] labels, int minLeaf, long seed) {
        long[] seeds = new SplittableRandom(seed).longs(TREES).toArray();
        List<FlatTree> trees = IntStream.range(0, TREES)
                .parallel()
                .mapToObj(tree -> TreeGrower.grow(points, labels, minLeaf, seeds[tree]))
                .toList();
        int size = trees.stream().mapToInt(FlatTree::size).sum();
        Forest forest = new Forest(new int[TREES], new int[size], new float[size], new int[size]);
        int start = 0;
        for (int tree = 0; tree < TREES; tree++) {
            forest.roots[tree] = start;
            trees.get(tree).copyTo(forest.features, forest.thresholds, forest.left, start);
            start += trees.get(tree).size();
        }
        return forest;
    }

    double predict(float[] point) {
        double sum = 0;
        for (int root : roots) {
            int node = root;
            while (features[node] != LEAF) {
                node = point[features[node]] <= thresholds[node] ? left[node] : left[node] + 1;
            }
            sum += thresholds[node];
        }
        return sum / roots.length;
    }
}
