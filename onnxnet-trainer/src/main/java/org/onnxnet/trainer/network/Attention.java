package org.onnxnet.trainer.network;

import org.bytedeco.pytorch.Tensor;

/** How the tokens of a batch see each other. */
interface Attention {
    /**
     * What each token sees.
     *
     * @param query [rows, tokens, heads, head size], turned and scaled
     * @param key the same, turned
     * @param value the same
     * @return [rows, tokens, hidden]
     */
    Tensor attend(Tensor query, Tensor key, Tensor value);
}
