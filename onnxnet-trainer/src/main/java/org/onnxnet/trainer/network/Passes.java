package org.onnxnet.trainer.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.onnxnet.trainer.network.ModernBert.Views;
import org.onnxnet.trainer.torch.Scoped;

/**
 * Runs a network forth and back. With checkpoints only the inputs of layers are kept, and a layer is computed once more on the
 * way back: a third more time for a fraction of the memory.
 */
public final class Passes {
    private final ModernBert network;
    private final boolean checkpoints;

    public Passes(ModernBert network, boolean checkpoints) {
        this.network = network;
        this.checkpoints = checkpoints;
    }

    /** The scores of texts, without derivatives, [rows, labels]. */
    public Tensor scores(TokenBatch batch) {
        return Scoped.keep(() -> Scoped.withoutDerivatives(() -> network.classify(encode(batch), batch)));
    }

    /** The scores of texts, [rows, labels]. */
    public Pass classify(TokenBatch batch) {
        return run(batch, states -> network.classify(states, batch));
    }

    /**
     * What the masked language model expects at some places, [places, vocabulary].
     *
     * @param places indices into the tokens of all rows, integers [places]
     */
    public Pass predictTokens(TokenBatch batch, Tensor places) {
        return run(batch, states -> network.predictTokens(states, places));
    }

    private Pass run(TokenBatch batch, UnaryOperator<Tensor> head) {
        return checkpoints ? Checkpointed.run(network, batch, head) : new Direct(head.apply(encode(batch)));
    }

    private Tensor encode(TokenBatch batch) {
        return Scoped.keep(() -> {
            Views views = network.views(batch);
            Tensor x = network.embed(batch);
            for (int i = 0; i < network.config().layers(); i++) {
                x = network.layer(i, x, views);
            }
            return network.finish(x);
        });
    }

    private static void backward(Tensor output, Tensor slopes) {
        Scoped.run(() -> output.mul(slopes).sum().backward());
    }

    private record Direct(Tensor output) implements Pass {
        @Override
        public void backward(Tensor slopes) {
            Passes.backward(output, slopes);
        }
    }

    /** @param inputs of the layers, and of the last normalisation, cut off from what made them */
    private record Checkpointed(
            ModernBert network, TokenBatch batch, Views views, List<Tensor> inputs, Tensor states, Tensor output)
            implements Pass {

        static Pass run(ModernBert network, TokenBatch batch, UnaryOperator<Tensor> head) {
            Views views = network.views(batch);
            List<Tensor> inputs = Scoped.withoutDerivatives(() -> inputs(network, batch, views));
            Tensor states = inputs.get(inputs.size() - 1).detach().requires_grad_(true);
            return new Checkpointed(network, batch, views, inputs, states, head.apply(network.finish(states)));
        }

        private static List<Tensor> inputs(ModernBert network, TokenBatch batch, Views views) {
            List<Tensor> inputs = new ArrayList<>();
            inputs.add(network.embed(batch));
            for (int i = 0; i < network.config().layers(); i++) {
                inputs.add(network.layer(i, inputs.get(i), views));
            }
            return inputs;
        }

        @Override
        public void backward(Tensor slopes) {
            Passes.backward(output, slopes);
            Tensor outer = states.grad();
            for (int i = network.config().layers() - 1; i >= 0; i--) {
                int layer = i;
                Tensor after = outer;
                outer = Scoped.keep(() -> {
                    Tensor input = inputs.get(layer).detach().requires_grad_(true);
                    Passes.backward(network.layer(layer, input, views), after);
                    // A handle of its own: the one from grad() dies with the input.
                    return input.grad().detach();
                });
            }
            Passes.backward(network.embed(batch), outer);
        }
    }
}
