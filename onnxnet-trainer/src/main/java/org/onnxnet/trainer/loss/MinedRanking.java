package org.onnxnet.trainer.loss;

import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The hinge on the worst pairs, where near neighbours count most: the mean of {@code max(0, margin - (s_better - s_worse))}
 * weighted with {@code exp(-(y_better - y_worse) / temperature)} over the pairs with the highest hinge.
 *
 * @param margin by how much the better network should lead, 0 or more, in units of the score
 * @param pairsPerRow at most so many times the rows of the batch are looked at
 * @param temperature the gap of labels, in their unit, at which the weight is 1/e
 */
public record MinedRanking(double margin, int pairsPerRow, double temperature) implements Loss {
    private static final double EPSILON = 1e-8;

    public MinedRanking {
        Positive.require("temperature", temperature);
        if (!(margin >= 0) || Double.isInfinite(margin) || pairsPerRow < 1) {
            throw new IllegalArgumentException(
                    "margin is " + margin + " and pairsPerRow " + pairsPerRow + ", wanted 0 or more and 1 or more");
        }
    }

    /** With the margin 0.1, 4 pairs per row and the temperature 0.5. */
    public MinedRanking() {
        this(0.1, 4, 0.5);
    }

    @Override
    public Gradient of(Scores batch, RandomGenerator random) {
        RankedPairs pairs = RankedPairs.of(batch);
        int[] hardest = IntStream.range(0, pairs.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer pair) -> -hinge(pairs, pair, batch)))
                .limit((long) pairsPerRow * batch.size())
                .mapToInt(Integer::intValue)
                .toArray();
        double weights = EPSILON;
        for (int pair : hardest) {
            weights += weight(pairs, pair, batch);
        }
        double[] slopes = new double[batch.size()];
        double sum = 0;
        for (int pair : hardest) {
            double hinge = hinge(pairs, pair, batch);
            if (hinge > 0) {
                double share = weight(pairs, pair, batch) / weights;
                sum += share * hinge;
                pairs.addSlope(slopes, pair, -share);
            }
        }
        return new Gradient(sum, slopes);
    }

    private double hinge(RankedPairs pairs, int pair, Scores batch) {
        return Math.max(0, margin - pairs.lead(pair, batch));
    }

    private double weight(RankedPairs pairs, int pair, Scores batch) {
        return Math.exp(-pairs.gap(pair, batch) / temperature);
    }
}
