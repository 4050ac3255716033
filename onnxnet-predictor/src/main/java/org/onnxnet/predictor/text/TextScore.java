package org.onnxnet.predictor.text;

/**
 * The score of one text.
 *
 * @param score higher is better; NaN where a text is too long for one ({@link OverLength#ABSTAIN})
 * @param tokens how many tokens the whole text has that was scored, special ones included
 * @param truncated whether the network took only its beginning
 * @param folded whether a text that is too long was scored in the {@code FOLDED} dialect ({@link OverLength#FOLD})
 */
public record TextScore(double score, int tokens, boolean truncated, boolean folded) {
    TextScore(double score, int tokens, boolean truncated) {
        this(score, tokens, truncated, false);
    }

    /** The same without a score. */
    public TextScore withoutScore() {
        return new TextScore(Double.NaN, tokens, truncated, folded);
    }

    /** The same of a text that stands for a longer one. */
    public TextScore ofFolded() {
        return new TextScore(score, tokens, truncated, true);
    }
}
