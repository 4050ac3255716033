package org.onnxnet.trainer.network;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** What is added to the scores of tokens that must not be seen. */
final class Hidden {
    private Hidden() {}

    /**
     * 0 where the mask is 1, and the lowest finite number where it is 0. One number, chosen and not added up: a row that sees
     * nothing at all must become the mean of everything and not NaN.
     */
    static Tensor bias(Tensor mask, Precision precision) {
        Tensor hidden = mask.eq(new Scalar(0));
        return mask.new_zeros(mask.sizes())
                .masked_fill(hidden, new Scalar(precision.lowest()))
                .to(precision.type());
    }
}
