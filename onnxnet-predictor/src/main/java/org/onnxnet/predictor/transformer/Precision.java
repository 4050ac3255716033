package org.onnxnet.predictor.transformer;

/** In what numbers a network computes. Scores are 32-bit floats in each. */
public enum Precision {
    /** 32-bit floats throughout. */
    FP32,
    /**
     * The linear maps in 8-bit integers: weights rounded once for each output, activations for each text while it runs; all
     * else in 32-bit floats. Texts are never batched together, since they would share the range of the activations.
     */
    INT8,
    /** 16-bit floats, for graphics processors; a CPU only emulates them. */
    FP16
}
