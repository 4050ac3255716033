package org.onnxnet.trainer.loss;

import java.util.random.RandomGenerator;

/**
 * How wrong the scores of a batch are. The losses are those of the authors' code for ONNX-Net (arXiv 2510.04938), with its
 * constants as defaults; {@link LossNames} has their names.
 */
public sealed interface Loss
        permits MeanSquaredError,
                Huber,
                CappedSquaredError,
                PairwiseRanking,
                MinedRanking,
                PairwiseLogistic,
                SoftmaxListwise,
                PolyListwise {
    /**
     * The loss and its derivative.
     *
     * @param random picks pairs where a loss looks at only some of them
     */
    Gradient of(Scores batch, RandomGenerator random);
}
