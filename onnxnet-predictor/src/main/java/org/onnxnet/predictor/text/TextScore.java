package org.onnxnet.predictor.text;

/**
 * The score of one text.
 *
 * @param score higher is better; NaN where a text is too long for one ({@link OverLength#ABSTAIN})
 * @param tokens how many tokens the whole text has that was scored, special ones included
 * @param truncated whether the text is longer than the network takes, so that at most its beginning was scored
 * @param folded whether a text that is too long was scored in the {@code FOLDED} dialect ({@link OverLength#FOLD})
 */
public record TextScore(double score, int tokens, boolean truncated, boolean folded) {
    TextScore(double score, int tokens, boolean truncated) {
        this(score, tokens, truncated, false);
    }

    /** That of a text which is too long for one. */
    static TextScore without(int tokens) {
        return new TextScore(Double.NaN, tokens, true);
    }

    /** The same of a text that stands for a longer one. */
    public TextScore ofFolded() {
        return new TextScore(score, tokens, truncated, true);
    }
}
