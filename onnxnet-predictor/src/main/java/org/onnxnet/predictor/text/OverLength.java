package org.onnxnet.predictor.text;

/** What to do with a text that has more tokens than the network takes. */
public enum OverLength {
    /** Refuse it. */
    ERROR,
    /** Score its beginning, and say so in the result. */
    TRUNCATE,
    /** Give it no score but NaN: its beginning says too little. An ensemble then asks its other members. */
    ABSTAIN,
    /**
     * Score what the {@code FOLDED} dialect makes of it, and say so in the result; the beginning of that where it is too long too. For
     * models that have learned both dialects. Texts of the {@code REFERENCE} dialect are cut, as they cannot be turned back.
     */
    FOLD
}
