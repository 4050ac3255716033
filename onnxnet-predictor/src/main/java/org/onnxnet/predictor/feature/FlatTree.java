package org.onnxnet.predictor.feature;

import java.util.Arrays;

/** A tree as it grows: nodes in the order in which they were added, two children always together. */
final class FlatTree {
    private int size;
    private int[] features = new int[64];
    private float[] thresholds = new float[64];
    private int[] left = new int[64];

    /** Adds a leaf and returns its number. */
    int addLeaf() {
        if (size == features.length) {
            features = Arrays.copyOf(features, 2 * size);
            thresholds = Arrays.copyOf(thresholds, 2 * size);
            left = Arrays.copyOf(left, 2 * size);
        }
        features[size] = Forest.LEAF;
        return size++;
    }

    void setLeaf(int node, float value) {
        thresholds[node] = value;
    }

    /** @param leftChild the right one is the node after it */
    void setSplit(int node, int feature, float threshold, int leftChild) {
        features[node] = feature;
        thresholds[node] = threshold;
        left[node] = leftChild;
    }

    int size() {
        return size;
    }

    /** The value of the leaf that a point falls into. */
    float predict(float[] point) {
        int node = 0;
        while (features[node] != Forest.LEAF) {
            node = point[features[node]] <= thresholds[node] ? left[node] : left[node] + 1;
        }
        return thresholds[node];
    }

    void scaleLeaves(float factor) {
        for (int node = 0; node < size; node++) {
            if (features[node] == Forest.LEAF) {
                thresholds[node] *= factor;
            }
        }
    }

    /** Copies all nodes into arrays of many trees, from a place on. */
    void copyTo(int[] allFeatures, float[] allThresholds, int[] allLeft, int start) {
        System.arraycopy(features, 0, allFeatures, start, size);
        System.arraycopy(thresholds, 0, allThresholds, start, size);
        System.arraycopy(left, 0, allLeft, start, size);
    }
}
