package org.onnxnet.predictor.text;

/** What to do with a text that has more tokens than the network takes. */
public enum OverLength {
    /** Refuse it. */
    ERROR,
    /** Score its beginning, and say so in the result. */
    TRUNCATE
}
