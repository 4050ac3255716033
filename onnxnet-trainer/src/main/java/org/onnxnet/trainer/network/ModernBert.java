package org.onnxnet.trainer.network;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.onnxnet.predictor.checkpoint.Activation;
import org.onnxnet.predictor.checkpoint.ModernBertConfig;
import org.onnxnet.trainer.torch.Scoped;

/**
 * The layers of a network and its heads. All variants of a {@link ModernBertConfig} are there; dropout is not, because the
 * published checkpoints have none.
 *
 * @see <a href="https://arxiv.org/abs/2412.13663">ModernBERT, Warner et al. 2024</a>
 */
public final class ModernBert implements AutoCloseable {
    private final ModernBertConfig config;
    private final Weights weights;
    private final Precision precision;
    private final Map<Double, Rotary> rotaries = new HashMap<>();
    private int tableTokens;

    public ModernBert(ModernBertConfig config, Weights weights, Precision precision) {
        this.config = config;
        this.weights = weights;
        this.precision = precision;
    }

    public ModernBertConfig config() {
        return config;
    }

    public Weights weights() {
        return weights;
    }

    Precision precision() {
        return precision;
    }

    /** The same network for another thread, with derivatives of its own. */
    ModernBert twin() {
        return new ModernBert(config, weights.twin(), precision);
    }

    /** The vectors of tokens before the first layer, [rows, tokens, hidden]. */
    Tensor embed(TokenBatch batch) {
        return Scoped.keep(() -> norm(
                torch.embedding(weights.get("model.embeddings.tok_embeddings.weight"), batch.ids()),
                "model.embeddings.norm"));
    }

    /** One layer, [rows, tokens, hidden] to the same. */
    Tensor layer(int index, Tensor x, Views views) {
        String layer = "model.layers." + index + ".";
        Tensor seen = Scoped.keep(() -> {
            // The first layer has no normalisation of its own: the embeddings have just been normalised.
            Tensor normed = index == 0 ? x : norm(x, layer + "attn_norm");
            return x.add(attention(normed, layer, config.globalLayers().get(index) ? views.global() : views.local()));
        });
        return Scoped.keep(() -> seen.add(feedForward(norm(seen, layer + "mlp_norm"), layer)));
    }

    /** The last normalisation. */
    Tensor finish(Tensor x) {
        return norm(x, "model.final_norm");
    }

    private Tensor attention(Tensor x, String layer, View view) {
        Tensor qkv = linear(x, layer + "attn.Wqkv").unflatten(2, 3, config.heads(), config.headSize());
        Tensor turned = view.rotary().turn(qkv.narrow(2, 0, 2)).to(precision.type());
        Tensor query = turned.select(2, 0).mul(new Scalar(1 / Math.sqrt(config.headSize())));
        return linear(view.attention().attend(query, turned.select(2, 1), qkv.select(2, 2)), layer + "attn.Wo");
    }

    /** The first half of the inner vector is activated, the second is its gate. */
    private Tensor feedForward(Tensor x, String layer) {
        Tensor inner = linear(x, layer + "mlp.Wi");
        long half = config.intermediate();
        Tensor gated = activate(inner.narrow(2, 0, half), config.activation()).mul(inner.narrow(2, half, half));
        return linear(gated, layer + "mlp.Wo");
    }

    /** [rows, tokens, hidden] to scores [rows, labels], in 32 bits. */
    Tensor classify(Tensor states, TokenBatch batch) {
        return Scoped.keep(() -> exact(head(Pooled.of(states, batch, config.pooling()), false), "classifier"));
    }

    /**
     * What the masked language model expects at some places.
     *
     * @param places indices into the tokens of all rows, integers [places]
     * @return [places, vocabulary], in 32 bits
     */
    Tensor predictTokens(Tensor states, Tensor places) {
        return Scoped.keep(() -> {
            Tensor there = states.reshape(-1, config.hidden()).index_select(0, places);
            Tensor table = weights.get("model.embeddings.tok_embeddings.weight").to(precision.type());
            Tensor logits =
                    torch.linear(head(there, true).to(precision.type()), table).to(torch.ScalarType.Float);
            return logits.add(weights.get("decoder.bias"));
        });
    }

    private Tensor head(Tensor x, boolean mixed) {
        Tensor dense = mixed ? linear(x, "head.dense") : exact(x, "head.dense");
        return norm(activate(dense, config.headActivation()), "head.norm");
    }

    private Tensor norm(Tensor x, String name) {
        Tensor floats = x.to(torch.ScalarType.Float);
        return torch.layer_norm(
                floats,
                new long[] {config.hidden()},
                new TensorOptional(weights.get(name + ".weight")),
                optional(weights.find(name + ".bias")),
                config.epsilon(),
                false);
    }

    private Tensor linear(Tensor x, String name) {
        Tensor bias = weights.find(name + ".bias");
        return torch.linear(
                x.to(precision.type()),
                weights.get(name + ".weight").to(precision.type()),
                optional(bias == null ? null : bias.to(precision.type())));
    }

    private Tensor exact(Tensor x, String name) {
        return torch.linear(x, weights.get(name + ".weight"), optional(weights.find(name + ".bias")));
    }

    private static TensorOptional optional(@Nullable Tensor tensor) {
        return tensor == null ? new TensorOptional() : new TensorOptional(tensor);
    }

    private static Tensor activate(Tensor x, Activation activation) {
        return switch (activation) {
            case GELU -> torch.gelu(x);
            case GELU_TANH -> torch.gelu(x, "tanh");
            case RELU -> torch.relu(x);
            case SILU -> torch.silu(x);
            case TANH -> torch.tanh(x);
        };
    }

    /** How the layers of one kind see a batch. */
    record View(Rotary rotary, Attention attention) {}

    /** How global and local layers see a batch. */
    record Views(View global, View local) {}

    /** Prepares a batch, in the scope of the caller. */
    Views views(TokenBatch batch) {
        return Scoped.withoutDerivatives(() -> new Views(
                new View(rotary(config.globalTheta(), batch.tokens()), new GlobalAttention(batch, precision)),
                new View(
                        rotary(config.localTheta(), batch.tokens()),
                        new LocalAttention(batch, config, precision, weights.device()))));
    }

    private Rotary rotary(double theta, int tokens) {
        if (tokens > tableTokens) {
            closeTables();
            tableTokens = Math.max(tokens, 2 * tableTokens);
        }
        Rotary table = rotaries.computeIfAbsent(theta, key -> longLived(key));
        return new Rotary(table.cosines().narrow(0, 0, tokens), table.sines().narrow(0, 0, tokens));
    }

    private Rotary longLived(double theta) {
        return Scoped.compute(() -> {
            Rotary table = Rotary.of(theta, config.headSize(), tableTokens, weights.device());
            table.cosines().retainReference();
            table.sines().retainReference();
            return table;
        });
    }

    private void closeTables() {
        rotaries.values().forEach(table -> {
            table.cosines().close();
            table.sines().close();
        });
        rotaries.clear();
    }

    /** Frees what was computed for all batches; the weights live on. */
    @Override
    public void close() {
        closeTables();
    }
}
