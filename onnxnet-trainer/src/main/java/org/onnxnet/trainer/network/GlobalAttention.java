package org.onnxnet.trainer.network;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Attention of each token to all that are not padding. */
final class GlobalAttention implements Attention {
    /** Floats [rows, 1, 1, tokens] to add to the scores; none where nothing is padding. */
    private final @Nullable Tensor bias;

    GlobalAttention(TokenBatch batch, Precision precision) {
        this.bias =
                batch.isFull() ? null : Hidden.bias(batch.mask(), precision).view(batch.rows(), 1, 1, batch.tokens());
    }

    @Override
    public Tensor attend(Tensor query, Tensor key, Tensor value) {
        Tensor scores = torch.matmul(query.transpose(1, 2), key.permute(0, 2, 3, 1));
        if (bias != null) {
            scores = scores.add_(bias);
        }
        Tensor seen = torch.matmul(torch.softmax(scores, 3), value.transpose(1, 2));
        return seen.transpose(1, 2).reshape(query.size(0), query.size(1), -1);
    }
}
