package org.onnxnet.predictor.proxy;

import org.onnxnet.OnnxGraph;
import org.onnxnet.analysis.Count;
import org.onnxnet.analysis.NetworkStatistics;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Value;

/**
 * Runs networks with random weights on random inputs.
 *
 * @param inputs how many, 2 or more
 * @param seed of weights and inputs
 * @param mostMacs a network that needs more multiply-accumulate operations for one input is not run
 * @param mostNumbers a network that takes in or computes more numbers for one input, weights without values included, is not run:
 *     memory grows with them
 */
public record UntrainedRun(int inputs, long seed, long mostMacs, long mostNumbers) {
    public UntrainedRun {
        if (inputs < 2 || mostMacs < 0 || mostNumbers < 0) {
            throw new IllegalArgumentException("inputs is " + inputs + ", mostMacs " + mostMacs + ", mostNumbers "
                    + mostNumbers + ", wanted 2 or more and limits of 0 or more");
        }
    }

    /**
     * The score of {@code nwot}: the log-determinant of the matrix that says in how many units two inputs agree.
     *
     * @return higher is better; minus infinity where two inputs look the same to the network; NaN where the network has no
     *     activation function, needs more than the limits allow, or its needs are unknown
     * @throws org.onnxnet.graph.OnnxNetException if the network cannot be run
     */
    public double logDeterminant(OnnxGraph network) {
        NetworkStatistics needs = network.statistics();
        boolean bounded = isAtMost(needs.macs(), mostMacs) && isAtMost(numbers(network, needs), mostNumbers);
        if (!bounded || ActivationCodes.units(network.graph()).isEmpty()) {
            return Double.NaN;
        }
        Model drawn = DrawnWeights.draw(NormalisedConvolutions.of(network.model()), seed);
        return LogDeterminant.of(ActivationCodes.of(drawn, inputs, seed).agreement());
    }

    private static boolean isAtMost(Count count, long limit) {
        return count.complete() && count.value() <= limit;
    }

    /** What has to be in memory; inputs of unknown size are refused where they are drawn. */
    private static Count numbers(OnnxGraph network, NetworkStatistics needs) {
        Count numbers = needs.activations();
        for (Value input : network.inputs()) {
            Shape shape = input.shape();
            if (shape != null && shape.isCountable()) {
                numbers = numbers.plus(Count.of(shape.elementCount()));
            } else if (shape != null && shape.isStatic()) {
                numbers = Count.UNKNOWN; // more than a number can say
            }
        }
        return numbers;
    }
}
