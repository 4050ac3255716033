package org.onnxnet.predictor;

import org.onnxnet.predictor.metric.NormalDistribution;

/**
 * A score, and how far it can be trusted.
 *
 * @param score higher is better; NaN where the predictor cannot judge the network
 * @param deviation the standard deviation of its error, in the unit of the score; NaN where the predictor does not know it
 * @param familiar whether the network is like those that the predictor was trained on; true where it was not trained or
 *     does not know
 */
public record Estimate(double score, double deviation, boolean familiar) {
    /**
     * How likely this network is the better one of two, if errors are normal and independent.
     *
     * @return 0 to 1; 0.5 where it cannot be told; 0, 0.5 or 1 where a deviation is unknown
     */
    public double probabilityBetterThan(Estimate other) {
        double lead = score - other.score;
        if (Double.isNaN(lead) || lead == 0) {
            return 0.5;
        }
        double spread = Math.hypot(deviation, other.deviation);
        if (Double.isNaN(spread) || spread == 0) {
            return lead > 0 ? 1 : 0;
        }
        return NormalDistribution.cumulative(lead / spread);
    }
}
