package org.onnxnet.trainer.objective;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.onnxnet.predictor.checkpoint.SpecialTokens;

/**
 * Which tokens of a text are to be guessed: a share of those that are no special tokens. Of these, 80 % become {@code [MASK]}, 10 %
 * another token, and 10 % stay as they are.
 *
 * @param share of the tokens, more than 0, at most 1; ModernBERT was trained with 0.3
 * @param mask the id of {@code [MASK]}
 * @param special tokens that are never to be guessed
 * @param vocabulary number of ids
 * @see <a href="https://arxiv.org/abs/1810.04805">BERT, Devlin et al. 2019</a>
 */
public record Masking(double share, int mask, SpecialTokens special, int vocabulary) {
    public Masking {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share is " + share + ", wanted more than 0 and at most 1");
        }
    }

    /**
     * A text with gaps.
     *
     * @param tokens what the network sees
     * @param places what it is to guess, in ascending order
     * @param truth the tokens that belong there
     */
    @SuppressWarnings("ArrayRecordComponent") // made and used up in every step
    record Gaps(int[] tokens, int[] places, int[] truth) {}

    Gaps apply(int[] text, RandomGenerator random) {
        int[] places = IntStream.range(0, text.length)
                .filter(i -> text[i] != special.first() && text[i] != special.last())
                .filter(i -> random.nextDouble() < share)
                .toArray();
        int[] tokens = text.clone();
        for (int place : places) {
            double fate = random.nextDouble();
            if (fate < 0.8) {
                tokens[place] = mask;
            } else if (fate < 0.9) {
                tokens[place] = random.nextInt(vocabulary);
            }
        }
        return new Gaps(
                tokens, places, Arrays.stream(places).map(place -> text[place]).toArray());
    }
}
