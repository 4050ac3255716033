package org.onnxnet.bench.split;

import java.util.List;

/**
 * Rows to train on and rows to validate on; none is in both. Order matters where a recipe takes the first ones.
 *
 * @param <T> a row
 */
public record Split<T>(List<T> train, List<T> validation) {
    public Split {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
    }

    /**
     * At most so many rows to train on, as {@code DataFrame.sample(most, random_state=seed)} of pandas takes them.
     *
     * @param most 1 or more
     */
    public Split<T> withTrainAtMost(int most, int seed) {
        return new Split<>(Splits.sample(train, most, seed), validation);
    }

    @Override
    public String toString() {
        return train.size() + " to train on, " + validation.size() + " to validate on";
    }
}
