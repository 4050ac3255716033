package org.onnxnet.trainer.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.onnxnet.trainer.network.Backbone.Stages;
import org.onnxnet.trainer.torch.Scoped;

/**
 * Runs a network forth and back. With checkpoints only the inputs of layers are kept, and a layer is computed once more on the
 * way back: a third more time for a fraction of the memory.
 */
public final class Passes {
    private final Backbone network;
    private final boolean checkpoints;

    public Passes(Backbone network, boolean checkpoints) {
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
     * What a head makes of texts.
     *
     * @param head takes the network of these passes and the vectors of all tokens, [rows, tokens, hidden]
     */
    public Pass run(TokenBatch batch, BiFunction<Backbone, Tensor, Tensor> head) {
        return run(batch, states -> head.apply(network, states));
    }

    private Pass run(TokenBatch batch, UnaryOperator<Tensor> head) {
        return checkpoints ? Checkpointed.run(network, batch, head) : new Direct(head.apply(encode(batch)));
    }

    private Tensor encode(TokenBatch batch) {
        return Scoped.keep(() -> {
            Stages stages = network.on(batch);
            Tensor x = stages.embed();
            for (int i = 0; i < network.config().layers(); i++) {
                x = stages.layer(i, x);
            }
            return stages.finish(x);
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
    private record Checkpointed(Stages stages, List<Tensor> inputs, Tensor states, Tensor output) implements Pass {
        static Pass run(Backbone network, TokenBatch batch, UnaryOperator<Tensor> head) {
            Stages stages = network.on(batch);
            int layers = network.config().layers();
            List<Tensor> inputs = Scoped.withoutDerivatives(() -> inputs(stages, layers));
            Tensor states = inputs.get(layers).detach().requires_grad_(true);
            return new Checkpointed(stages, inputs, states, head.apply(stages.finish(states)));
        }

        private static List<Tensor> inputs(Stages stages, int layers) {
            List<Tensor> inputs = new ArrayList<>();
            inputs.add(stages.embed());
            for (int i = 0; i < layers; i++) {
                inputs.add(stages.layer(i, inputs.get(i)));
            }
            return inputs;
        }

        @Override
        public void backward(Tensor slopes) {
            Passes.backward(output, slopes);
            Tensor outer = states.grad();
            for (int i = inputs.size() - 2; i >= 0; i--) {
                int layer = i;
                Tensor after = outer;
                outer = Scoped.keep(() -> {
                    Tensor input = inputs.get(layer).detach().requires_grad_(true);
                    Passes.backward(stages.layer(layer, input), after);
                    // A handle of its own: the one from grad() dies with the input.
                    return input.grad().detach();
                });
            }
            Passes.backward(stages.embed(), outer);
        }
    }
}
