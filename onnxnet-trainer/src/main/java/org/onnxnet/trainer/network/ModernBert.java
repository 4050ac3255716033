package org.onnxnet.trainer.network;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.onnxnet.predictor.checkpoint.ModernBertConfig;
import org.onnxnet.trainer.torch.Scoped;

/**
 * A ModernBERT. All variants of a {@link ModernBertConfig} are there; dropout is not, because the published checkpoints have none.
 *
 * @see <a href="https://arxiv.org/abs/2412.13663">ModernBERT, Warner et al. 2024</a>
 */
public final class ModernBert implements Backbone {
    private static final String EMBEDDINGS = "model.embeddings.tok_embeddings.weight";

    private final ModernBertConfig config;
    private final Weights weights;
    private final Precision precision;
    private final Layers layers;
    private final RotaryTables positions;

    public ModernBert(ModernBertConfig config, Weights weights, Precision precision) {
        this.config = config;
        this.weights = weights;
        this.precision = precision;
        this.layers = new Layers(weights, precision);
        this.positions = new RotaryTables(config.headSize(), weights.device());
    }

    @Override
    public ModernBertConfig config() {
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
    public ModernBert twin() {
        return new ModernBert(config, weights.twin(), precision);
    }

    @Override
    public Stages on(TokenBatch batch) {
        return Scoped.withoutDerivatives(() -> new OnBatch(
                batch,
                new View(positions.of(config.globalTheta(), batch.tokens()), new GlobalAttention(batch, precision)),
                new View(
                        positions.of(config.localTheta(), batch.tokens()),
                        new LocalAttention(batch, config, precision, weights.device()))));
    }

    /** How the layers of one kind see a batch. */
    private record View(Rotary rotary, Attention attention) {}

    private final class OnBatch implements Stages {
        private final TokenBatch batch;
        private final View global;
        private final View local;

        OnBatch(TokenBatch batch, View global, View local) {
            this.batch = batch;
            this.global = global;
            this.local = local;
        }

        @Override
        public Tensor embed() {
            return Scoped.keep(
                    () -> norm(torch.embedding(weights.get(EMBEDDINGS), batch.ids()), "model.embeddings.norm"));
        }

        @Override
        public Tensor layer(int index, Tensor x) {
            String layer = "model.layers." + index + ".";
            Tensor seen = Scoped.keep(() -> {
                // The first layer has no normalisation of its own: the embeddings have just been normalised.
                Tensor normed = index == 0 ? x : norm(x, layer + "attn_norm");
                return x.add(attention(normed, layer, config.globalLayers().get(index) ? global : local));
            });
            return Scoped.keep(() -> seen.add(feedForward(norm(seen, layer + "mlp_norm"), layer)));
        }

        @Override
        public Tensor finish(Tensor x) {
            return norm(x, "model.final_norm");
        }
    }

    private Tensor attention(Tensor x, String layer, View view) {
        Tensor qkv = layers.linear(x, layer + "attn.Wqkv").unflatten(2, 3, config.heads(), config.headSize());
        Tensor turned = view.rotary().turn(qkv.narrow(2, 0, 2)).to(precision.type());
        Tensor query = turned.select(2, 0).mul(new Scalar(1 / Math.sqrt(config.headSize())));
        return layers.linear(view.attention().attend(query, turned.select(2, 1), qkv.select(2, 2)), layer + "attn.Wo");
    }

    /** The first half of the inner vector is activated, the second is its gate. */
    private Tensor feedForward(Tensor x, String layer) {
        Tensor inner = layers.linear(x, layer + "mlp.Wi");
        long half = config.intermediate();
        Tensor gated =
                Layers.activate(inner.narrow(2, 0, half), config.activation()).mul(inner.narrow(2, half, half));
        return layers.linear(gated, layer + "mlp.Wo");
    }

    @Override
    public Tensor classify(Tensor states, TokenBatch batch) {
        return Scoped.keep(() -> layers.exact(head(Pooled.of(states, batch, config.pooling()), false), "classifier"));
    }

    /**
     * What the masked language model expects at some places.
     *
     * @param places indices into the tokens of all rows, integers [places]
     * @return [places, vocabulary], in 32 bits
     */
    public Tensor predictTokens(Tensor states, Tensor places) {
        return Scoped.keep(() -> {
            Tensor there = states.reshape(-1, config.hidden()).index_select(0, places);
            Tensor table = weights.get(EMBEDDINGS).to(precision.type());
            Tensor logits =
                    torch.linear(head(there, true).to(precision.type()), table).to(torch.ScalarType.Float);
            return logits.add(weights.get("decoder.bias"));
        });
    }

    private Tensor head(Tensor x, boolean mixed) {
        Tensor dense = mixed ? layers.linear(x, "head.dense") : layers.exact(x, "head.dense");
        return norm(Layers.activate(dense, config.headActivation()), "head.norm");
    }

    private Tensor norm(Tensor x, String name) {
        return layers.norm(x, name, config.epsilon());
    }

    @Override
    public void close() {
        positions.close();
    }
}
