package org.onnxnet.trainer.network;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.onnxnet.predictor.checkpoint.Qwen3Config;
import org.onnxnet.trainer.torch.Scoped;

/**
 * A Qwen3 that scores a text by the vector of its last token. Tokens see only what is before them, so that padding at the right
 * changes nothing. All variants of a {@link Qwen3Config} are there; dropout is not, because the published checkpoints have none.
 *
 * @see <a href="https://arxiv.org/abs/2505.09388">Qwen3 Technical Report, Yang et al. 2025</a>
 */
final class Qwen3 implements Backbone {
    private final Qwen3Config config;
    private final Weights weights;
    private final Precision precision;
    private final Layers layers;
    private final RotaryTables positions;

    Qwen3(Qwen3Config config, Weights weights, Precision precision) {
        this.config = config;
        this.weights = weights;
        this.precision = precision;
        this.layers = new Layers(weights, precision);
        this.positions = new RotaryTables(config.headSize(), weights.device());
    }

    @Override
    public Qwen3Config config() {
        return config;
    }

    @Override
    public Weights weights() {
        return weights;
    }

    @Override
    public Precision precision() {
        return precision;
    }

    @Override
    public Qwen3 twin() {
        return new Qwen3(config, weights.twin(), precision);
    }

    @Override
    public Stages on(TokenBatch batch) {
        return Scoped.withoutDerivatives(() -> new OnBatch(batch, positions.of(config.theta(), batch.tokens())));
    }

    private final class OnBatch implements Stages {
        private final TokenBatch batch;
        private final Rotary rotary;

        OnBatch(TokenBatch batch, Rotary rotary) {
            this.batch = batch;
            this.rotary = rotary;
        }

        @Override
        public Tensor embed() {
            return torch.embedding(weights.get("model.embed_tokens.weight"), batch.ids());
        }

        @Override
        public Tensor layer(int index, Tensor x) {
            String layer = "model.layers." + index + ".";
            Tensor seen = Scoped.keep(
                    () -> x.add(attention(norm(x, layer + "input_layernorm"), layer + "self_attn.", rotary)));
            return Scoped.keep(
                    () -> seen.add(feedForward(norm(seen, layer + "post_attention_layernorm"), layer + "mlp.")));
        }

        @Override
        public Tensor finish(Tensor x) {
            return norm(x, "model.norm");
        }
    }

    private Tensor attention(Tensor x, String name, Rotary rotary) {
        Tensor query = heads(x, name + "q_proj", config.heads());
        Tensor key = heads(x, name + "k_proj", config.keyHeads());
        Tensor value = heads(x, name + "v_proj", config.keyHeads());
        Tensor seen = CausalAttention.attend(
                turned(norm(query, name + "q_norm"), rotary), turned(norm(key, name + "k_norm"), rotary), value);
        return layers.linear(seen, name + "o_proj");
    }

    /** [rows, tokens, hidden] to [rows, tokens, heads, head size]. */
    private Tensor heads(Tensor x, String name, int heads) {
        return layers.linear(x, name).unflatten(2, heads, config.headSize());
    }

    private Tensor turned(Tensor x, Rotary rotary) {
        return rotary.turn(x.unsqueeze(2)).squeeze(2).to(precision.type());
    }

    private Tensor feedForward(Tensor x, String name) {
        Tensor gate = Layers.activate(layers.linear(x, name + "gate_proj"), config.activation());
        return layers.linear(gate.mul(layers.linear(x, name + "up_proj")), name + "down_proj");
    }

    @Override
    public Tensor classify(Tensor states, TokenBatch batch) {
        return Scoped.keep(() -> {
            Tensor last = lastTokens(batch).view(batch.rows(), 1, 1).expand(batch.rows(), 1, config.hidden());
            return layers.exact(states.gather(1, last).squeeze(1), "score");
        });
    }

    /** The place of the last token of each text that is no padding, the first one's where all are; integers [rows]. */
    private Tensor lastTokens(TokenBatch batch) {
        Tensor real = batch.ids().ne(new Scalar(config.padToken()));
        Tensor places = torch.arange(new Scalar(batch.tokens()), batch.ids().options());
        return real.mul(places).argmax(new LongOptional(1), false);
    }

    private Tensor norm(Tensor x, String name) {
        return layers.rootMeanSquareNorm(x, name, config.epsilon());
    }

    @Override
    public void close() {
        positions.close();
    }
}
