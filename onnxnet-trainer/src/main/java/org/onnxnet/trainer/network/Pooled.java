package org.onnxnet.trainer.network;

import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.onnxnet.predictor.checkpoint.Pooling;

/** One vector for each text. */
final class Pooled {
    private Pooled() {}

    /** [rows, tokens, hidden] to [rows, hidden]. */
    static Tensor of(Tensor states, TokenBatch batch, Pooling pooling) {
        if (pooling == Pooling.CLS) {
            return states.select(1, 0);
        }
        Tensor tokens = batch.mask().sum(new long[] {1}, true, new ScalarTypeOptional());
        // A product of matrices: the sum over tokens without a copy of the states.
        return batch.mask().div(tokens).unsqueeze(1).matmul(states).squeeze(1);
    }
}
