package org.onnxnet.predictor.feature;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Regression trees whose mean is the prediction. The nodes of all trees lie in one array each, tree after tree, roots first; a
 * leaf has no feature and carries its value as threshold. Immutable.
 *
 * @param sizes how many nodes each tree has
 * @param features which feature a node asks for, or {@link #LEAF}
 * @param thresholds a point goes left where its feature is at most this; the value of a leaf
 * @param left where a node goes on to the left, counted from the root; right is the node after that; 0 for a leaf
 */
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared, never given away
record Forest(int[] sizes, int[] features, float[] thresholds, int[] left) {
    static final int LEAF = -1;

    private static final int TREES = 200;

    /**
     * Grows trees that know nothing of each other; equal arguments give an equal one.
     *
     * @param points features, a row an example, at least one
     * @param minLeaf the fewest examples of a leaf
     * @param share of the features that a node looks at, above 0 to 1
     */
    static Forest train(float[][] points, double[] labels, int minLeaf, double share, long seed) {
        long[] seeds = new SplittableRandom(seed).longs(TREES).toArray();
        List<FlatTree> trees = IntStream.range(0, TREES)
                .parallel()
                .mapToObj(tree -> TreeGrower.grow(points, labels, minLeaf, share, seeds[tree]))
                .toList();
        return of(trees);
    }

    static Forest of(List<FlatTree> trees) {
        int size = trees.stream().mapToInt(FlatTree::size).sum();
        Forest forest = new Forest(new int[trees.size()], new int[size], new float[size], new int[size]);
        int start = 0;
        for (int tree = 0; tree < trees.size(); tree++) {
            forest.sizes[tree] = trees.get(tree).size();
            trees.get(tree).copyTo(forest.features, forest.thresholds, forest.left, start);
            start += forest.sizes[tree];
        }
        return forest;
    }

    double predict(float[] point) {
        double sum = 0;
        int root = 0;
        for (int size : sizes) {
            int node = root;
            while (features[node] != LEAF) {
                int next = root + left[node];
                node = point[features[node]] <= thresholds[node] ? next : next + 1;
            }
            sum += thresholds[node];
            root += size;
        }
        return sum / sizes.length;
    }
}
