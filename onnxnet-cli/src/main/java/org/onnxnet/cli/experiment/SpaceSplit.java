package org.onnxnet.cli.experiment;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A space in two parts: no network of one has the features of a network of the other, as isomorphic architectures would have.
 *
 * @param train to learn from
 * @param heldOut to measure on: 1,000, or half of a small table
 */
record SpaceSplit(LabelledSpace train, LabelledSpace heldOut) {
    private static final int MOST_HELD_OUT = 1_000;
    private static final int LANGUAGE_MODEL = 1_500;

    /** @param most how many to learn from, or fewer where the space does not have so many */
    static SpaceSplit of(LabelledSpace space, int most, long seed) {
        int[] order = space.shuffled(seed);
        int heldOutSize = Math.min(MOST_HELD_OUT, order.length / 2);
        LabelledSpace heldOut = space.only(Arrays.copyOf(order, heldOutSize));
        Set<String> taken =
                Arrays.stream(heldOut.features()).map(Arrays::toString).collect(Collectors.toSet());
        int[] train = IntStream.range(heldOutSize, order.length)
                .map(i -> order[i])
                .filter(row -> !taken.contains(Arrays.toString(space.features(row))))
                .limit(most)
                .toArray();
        return new SpaceSplit(space.only(train), heldOut);
    }

    /** So many of the training part that no space drowns the others in a language model, which sees each of them several times. */
    LabelledSpace some() {
        return train.first(LANGUAGE_MODEL);
    }
}
