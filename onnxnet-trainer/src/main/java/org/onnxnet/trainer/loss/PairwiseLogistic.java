package org.onnxnet.trainer.loss;

import java.util.random.RandomGenerator;

/** The mean of {@code log(1 + exp(-(s_better - s_worse)))} over all pairs of the batch whose labels differ. */
public record PairwiseLogistic() implements Loss {
    @Override
    public Gradient of(Scores batch, RandomGenerator random) {
        RankedPairs pairs = RankedPairs.of(batch);
        if (pairs.size() == 0) {
            return Gradient.none(batch.size());
        }
        double[] slopes = new double[batch.size()];
        double sum = 0;
        for (int pair = 0; pair < pairs.size(); pair++) {
            double lead = pairs.lead(pair, batch);
            sum += Math.max(0, -lead) + Math.log1p(Math.exp(-Math.abs(lead)));
            pairs.addSlope(slopes, pair, -1 / (1 + Math.exp(lead)) / pairs.size());
        }
        return new Gradient(sum / pairs.size(), slopes);
    }
}
