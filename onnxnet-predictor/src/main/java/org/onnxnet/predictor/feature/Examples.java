package org.onnxnet.predictor.feature;

import java.util.Arrays;
import org.onnxnet.predictor.metric.Ranks;

/**
 * Networks of one search space whose order is known. Accuracies of different spaces do not compare, so nothing but the order
 * counts.
 *
 * @param rows {@link Features#of} each network
 * @param labels one a network, finite, higher is better, in any unit
 * @param strength how much the order is worth: 1 where accuracies were measured, less where the order is a guess
 */
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared, never given away
public record Examples(float[][] rows, double[] labels, double strength) {
    /** How many networks. */
    public int size() {
        return rows.length;
    }

    /** The ranks of the labels, brought to mean 0 and a deviation of {@link #strength}. */
    double[] standardRanks() {
        return Arrays.stream(standardRanks(labels)).map(rank -> strength * rank).toArray();
    }

    /** Ranks brought to mean 0 and deviation 1; all 0 where all values are equal. */
    static double[] standardRanks(double[] values) {
        double[] ranks = Ranks.ascending(values);
        double center = (ranks.length + 1) / 2.0;
        double square = Arrays.stream(ranks)
                .map(rank -> (rank - center) * (rank - center))
                .average()
                .orElse(0);
        double spread = square > 0 ? Math.sqrt(square) : 1;
        return Arrays.stream(ranks).map(rank -> (rank - center) / spread).toArray();
    }
}
