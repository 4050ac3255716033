package org.onnxnet.trainer.network;

import org.bytedeco.pytorch.Tensor;

/** What a network made of a batch, and the way back. It belongs to the scope in which it was made. */
public interface Pass {
    /** The result of the head. */
    Tensor output();

    /**
     * Adds the derivatives of the loss to those of the weights. Once.
     *
     * @param slopes the derivative of the loss by each element of the output
     */
    void backward(Tensor slopes);
}
