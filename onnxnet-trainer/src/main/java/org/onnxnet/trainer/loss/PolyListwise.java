package org.onnxnet.trainer.loss;

import java.util.random.RandomGenerator;

/**
 * {@link SoftmaxListwise} and {@code epsilon * sum(q (1 - p))} on top, with {@code q = softmax(y / temperature)} and
 * {@code p = softmax(s)}.
 *
 * @param temperature of the labels, more than 0, in their unit
 * @param epsilon weight of the second term, more than 0
 * @see <a href="https://arxiv.org/abs/2204.12511">PolyLoss, Leng et al. 2022</a>
 */
public record PolyListwise(double temperature, double epsilon) implements Loss {
    public PolyListwise {
        Positive.require("temperature", temperature);
        Positive.require("epsilon", epsilon);
    }

    /** With the temperature 1 and the weight 1. */
    public PolyListwise() {
        this(1, 1);
    }

    @Override
    public Gradient of(Scores batch, RandomGenerator random) {
        return of(batch, temperature, epsilon);
    }

    static Gradient of(Scores batch, double temperature, double epsilon) {
        double[] slopes = new double[batch.size()];
        double loss = 0;
        for (int[] rows : batch.rowsByGroup()) {
            double weight = (double) rows.length / batch.size();
            loss += weight * addGroup(batch, rows, temperature, epsilon, weight, slopes);
        }
        return new Gradient(loss, slopes);
    }

    private static double addGroup(
            Scores batch, int[] rows, double temperature, double epsilon, double weight, double[] slopes) {
        Softmax wanted = Softmax.of(batch.labels(), rows, temperature);
        Softmax found = Softmax.of(batch.scores(), rows, 1);
        double crossEntropy = 0;
        double agreement = 0;
        for (int i = 0; i < rows.length; i++) {
            crossEntropy -= wanted.share(i) * found.logShare(i);
            agreement += wanted.share(i) * found.share(i);
        }
        for (int i = 0; i < rows.length; i++) {
            double share = found.share(i);
            slopes[rows[i]] = weight * (share - wanted.share(i) - epsilon * share * (wanted.share(i) - agreement));
        }
        return crossEntropy + epsilon * (1 - agreement);
    }
}
