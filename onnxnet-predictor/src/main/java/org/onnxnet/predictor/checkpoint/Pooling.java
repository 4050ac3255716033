package org.onnxnet.predictor.checkpoint;

/** How the vectors of all tokens become one for the classifier ({@code classifier_pooling}). */
public enum Pooling {
    /** The vector of the first token. */
    CLS,
    /** The mean over all tokens that are not padding. */
    MEAN
}
