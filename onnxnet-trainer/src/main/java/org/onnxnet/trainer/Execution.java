package org.onnxnet.trainer;

import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.trainer.network.Precision;

/**
 * How the machine works. Nothing here is to change what is learnt, apart from rounding.
 *
 * @param device where to compute
 * @param precision of the products of matrices while training; evaluation is in 32 bits
 * @param tokenBudget how many tokens, padding included, run at once
 * @param gradientCheckpointing keep only the inputs of layers and compute the rest twice: less memory, a third more time
 */
public record Execution(Device device, Precision precision, int tokenBudget, boolean gradientCheckpointing) {
    /** The processor in 32 bits, 16,384 tokens at once. */
    public static final Execution DEFAULT = new Execution(Device.cpu(), Precision.FP32, 16_384, false);

    public Execution {
        if (tokenBudget < 1) {
            throw new IllegalArgumentException("tokenBudget is " + tokenBudget + ", wanted 1 or more");
        }
    }
}
