package org.onnxnet.predictor.metric;

import java.util.Arrays;
import java.util.Comparator;

/** Orders of the entries of an array. Entries that are {@code ==} are tied, so {@code 0.0} and {@code -0.0} are. */
public final class Ranks {
    private Ranks() {}

    /** Ranks from 1, lowest first; tied entries share the mean of the ranks they take up. */
    public static double[] ascending(double[] values) {
        Integer[] order = indices(values, Comparator.comparingDouble(i -> normal(values[i])));
        double[] ranks = new double[values.length];
        int start = 0;
        for (int i = 1; i <= order.length; i++) {
            if (i == order.length || values[order[i]] != values[order[start]]) {
                double shared = (start + 1 + i) / 2.0;
                for (int tied = start; tied < i; tied++) {
                    ranks[order[tied]] = shared;
                }
                start = i;
            }
        }
        return ranks;
    }

    /** Indices of the entries, highest first; tied entries by index. */
    static Integer[] highestFirst(double[] values) {
        return indices(
                values,
                Comparator.<Integer>comparingDouble(i -> normal(values[i])).reversed());
    }

    /** Indices in an order; what the order holds equal stays in the order of the indices. */
    static Integer[] indices(double[] values, Comparator<Integer> order) {
        Integer[] indices = new Integer[values.length];
        Arrays.setAll(indices, i -> i);
        Arrays.sort(indices, order);
        return indices;
    }

    /** The value itself, with one zero: {@link Double#compare} tells {@code -0.0} from {@code 0.0}. */
    static double normal(double value) {
        return value == 0 ? 0.0 : value;
    }
}
