package org.onnxnet.trainer.network;

import org.bytedeco.pytorch.Tensor;
import org.onnxnet.predictor.checkpoint.ModernBertConfig;
import org.onnxnet.predictor.checkpoint.NetworkConfig;
import org.onnxnet.predictor.checkpoint.Qwen3Config;

/** A network that makes vectors and scores of texts; each family of networks has its own. One thread at a time. */
public interface Backbone extends AutoCloseable {
    /** The network of a configuration with these weights, which live on when it is closed. */
    static Backbone of(NetworkConfig config, Weights weights, Precision precision) {
        return config instanceof ModernBertConfig modernBert
                ? new ModernBert(modernBert, weights, precision)
                : new Qwen3((Qwen3Config) config, weights, precision);
    }

    NetworkConfig config();

    Weights weights();

    /** In what numbers it computes. */
    Precision precision();

    /** The same network for another thread, with derivatives of its own. */
    Backbone twin();

    /** Prepares the network for a batch, in the scope of the caller. */
    Stages on(TokenBatch batch);

    /** [rows, tokens, hidden] to scores [rows, labels], in 32 bits. */
    Tensor classify(Tensor states, TokenBatch batch);

    /** Frees what was computed for all batches; the weights live on. */
    @Override
    void close();

    /** A network on its way through one batch: {@link #embed}, then each layer, then {@link #finish}. */
    interface Stages {
        /** The vectors of tokens before the first layer, [rows, tokens, hidden]. */
        Tensor embed();

        /** One layer, [rows, tokens, hidden] to the same. */
        Tensor layer(int index, Tensor x);

        /** What is done after the last layer, [rows, tokens, hidden] to the same. */
        Tensor finish(Tensor x);
    }
}
