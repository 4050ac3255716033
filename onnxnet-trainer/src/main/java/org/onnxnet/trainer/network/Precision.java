package org.onnxnet.trainer.network;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** How exactly a network computes while it trains. Weights, normalisations and sums of vectors stay in 32 bits in any case. */
public enum Precision {
    /** 32-bit floats. */
    FP32(ScalarType.Float, -Float.MAX_VALUE),
    /** Products of matrices, attention and activations in bfloat16. */
    BF16(ScalarType.BFloat16, -3.3895314e38f);

    private final ScalarType type;
    private final float lowest;

    Precision(ScalarType type, float lowest) {
        this.type = type;
        this.lowest = lowest;
    }

    ScalarType type() {
        return type;
    }

    /** Whether libtorch spreads products of matrices over the cores of a processor by itself. */
    boolean spreads() {
        return this == BF16;
    }

    /** The lowest finite number: the score of what a token must not see. */
    float lowest() {
        return lowest;
    }
}
