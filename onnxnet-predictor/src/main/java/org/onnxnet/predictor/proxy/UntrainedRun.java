package org.onnxnet.predictor.proxy;

import org.onnxnet.OnnxGraph;
import org.onnxnet.analysis.NetworkStatistics;
import org.onnxnet.graph.Model;

/**
 * Runs networks with random weights on random inputs.
 *
 * @param inputs how many, 2 or more
 * @param seed of weights and inputs
 * @param mostMacs a network that needs more multiply-accumulate operations for one input is not run
 * @param mostActivations a network that computes more numbers for one input is not run
 */
public record UntrainedRun(int inputs, long seed, long mostMacs, long mostActivations) {
    public UntrainedRun {
        if (inputs < 2 || mostMacs < 0 || mostActivations < 0) {
            throw new IllegalArgumentException("inputs is " + inputs + ", mostMacs " + mostMacs + ", mostActivations "
                    + mostActivations + ", wanted 2 or more and limits of 0 or more");
        }
    }

    /** The score of {@code nwot}: the log-determinant of the matrix that says in how many units two inputs agree.
     *
     * @return higher is better; minus infinity where two inputs look the same to the network; NaN where the network has no
     *     activation function, needs more than the limits allow, or its needs are unknown
     * @throws org.onnxnet.graph.OnnxNetException if the network cannot be run
     */
    public double logDeterminant(OnnxGraph network) {
        NetworkStatistics needs = network.statistics();
        boolean bounded = needs.macs().complete()
                && needs.macs().value() <= mostMacs
                && needs.activations().complete()
                && needs.activations().value() <= mostActivations;
        if (!bounded || ActivationCodes.units(network.graph()).isEmpty()) {
            return Double.NaN;
        }
        Model drawn = DrawnWeights.draw(network.model(), seed);
        return LogDeterminant.of(ActivationCodes.of(drawn, inputs, seed).agreement());
    }
}
