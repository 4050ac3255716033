package org.onnxnet.trainer.loss;

import java.util.random.RandomGenerator;

/**
 * The hinge on pairs: the mean of {@code max(0, margin - (s_better - s_worse))} over random pairs of the batch whose labels
 * differ. The loss of the paper.
 *
 * @param margin by how much the better network should lead, 0 or more, in units of the score
 * @param pairsPerRow at most so many times the rows of the batch are looked at; {@link Integer#MAX_VALUE} for all pairs
 */
public record PairwiseRanking(double margin, int pairsPerRow) implements Loss {
    public PairwiseRanking {
        if (!(margin >= 0) || Double.isInfinite(margin) || pairsPerRow < 1) {
            throw new IllegalArgumentException(
                    "margin is " + margin + " and pairsPerRow " + pairsPerRow + ", wanted 0 or more and 1 or more");
        }
    }

    /** With the margin 0.1 and 4 pairs per row. */
    public PairwiseRanking() {
        this(0.1, 4);
    }

    @Override
    public Gradient of(Scores batch, RandomGenerator random) {
        RankedPairs pairs = RankedPairs.of(batch).sample((long) pairsPerRow * batch.size(), random);
        if (pairs.size() == 0) {
            return Gradient.none(batch.size());
        }
        double[] slopes = new double[batch.size()];
        double sum = 0;
        for (int pair = 0; pair < pairs.size(); pair++) {
            double missing = margin - pairs.lead(pair, batch);
            if (missing > 0) {
                sum += missing;
                pairs.addSlope(slopes, pair, -1.0 / pairs.size());
            }
        }
        return new Gradient(sum / pairs.size(), slopes);
    }
}
