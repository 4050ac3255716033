package org.onnxnet.trainer.network;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Attention of each token to itself and those before it. Padding stands at the right, where no token sees it, so that it needs no
 * mask, and libtorch need not hold the scores of all pairs of tokens. Keys and values may have fewer heads than queries, each for
 * several of those.
 */
final class CausalAttention {
    private CausalAttention() {}

    /**
     * What each token sees.
     *
     * @param query [rows, tokens, heads, head size], turned
     * @param key [rows, tokens, key heads, head size], turned
     * @param value the same
     * @return [rows, tokens, heads * head size]
     */
    static Tensor attend(Tensor query, Tensor key, Tensor value) {
        long sharing = query.size(2) / key.size(2);
        Tensor seen = torch.scaled_dot_product_attention(
                query.transpose(1, 2),
                forEachHead(key, sharing).transpose(1, 2),
                forEachHead(value, sharing).transpose(1, 2),
                new TensorOptional(),
                0,
                true,
                new DoubleOptional(),
                false);
        return seen.transpose(1, 2).reshape(query.size(0), query.size(1), -1);
    }

    /** [rows, tokens, key heads, head size] to [rows, tokens, heads, head size]. */
    private static Tensor forEachHead(Tensor x, long sharing) {
        return sharing == 1 ? x : x.unsqueeze(3).expand(-1, -1, -1, sharing, -1).flatten(2, 3);
    }
}
