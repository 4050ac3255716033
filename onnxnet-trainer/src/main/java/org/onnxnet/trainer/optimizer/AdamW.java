package org.onnxnet.trainer.optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.onnxnet.trainer.network.Weights;
import org.onnxnet.trainer.torch.Scoped;

/**
 * Adam with weight decay apart from the derivatives. Weights whose name has {@code bias} or {@code norm} in it do not decay.
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Decoupled weight decay regularization, Loshchilov and Hutter 2019</a>
 */
public final class AdamW implements AutoCloseable {
    private final Weights weights;
    private final Constants constants;
    private final Map<String, Moments> moments = new LinkedHashMap<>();
    private long steps;

    /**
     * What does not change during a training.
     *
     * @param decay share of a weight that is lost in a step with the learning rate 1
     */
    public record Constants(double beta1, double beta2, double epsilon, double decay) {
        /** As in the authors' code: 0.9, 0.999, 1e-8 and 0.1. */
        public static final Constants DEFAULT = new Constants(0.9, 0.999, 1e-8, 0.1);
    }

    private record Moments(Tensor first, Tensor second) {}

    /** Starts with no memory of earlier steps. */
    public AdamW(Weights weights, Constants constants) {
        this.weights = weights;
        this.constants = constants;
        weights.shapes().forEach((name, shape) -> {
            int size = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
            moments.put(name, new Moments(tensor(new float[size], shape), tensor(new float[size], shape)));
        });
    }

    private Tensor tensor(float[] values, List<Long> shape) {
        return weights.device()
                .floats(values, shape.stream().mapToLong(Long::longValue).toArray());
    }

    /**
     * Shortens the derivatives to a length, if they are longer together.
     *
     * @return how long they were
     */
    public double clipGradients(double longest) {
        return Scoped.compute(() -> torch.clip_grad_norm_(
                new TensorVector(weights.tensors().values().toArray(Tensor[]::new)), longest, 2, false));
    }

    /** Moves the weights against their derivatives. */
    public void step(double learningRate) {
        steps++;
        for (Map.Entry<String, Tensor> weight : weights.tensors().entrySet()) {
            Tensor gradient = weight.getValue().grad();
            if (gradient.defined()) {
                Scoped.keep(() -> Scoped.withoutDerivatives(
                        () -> step(weight.getKey(), weight.getValue(), gradient, learningRate)));
            }
        }
    }

    private Tensor step(String name, Tensor weight, Tensor gradient, double learningRate) {
        Moments moment = moments.get(name);
        if (moment == null) {
            throw new IllegalArgumentException("weight '" + name + "' came after the optimizer was made");
        }
        if (decays(name)) {
            weight.mul_(new Scalar(1 - learningRate * constants.decay()));
        }
        moment.first().lerp_(gradient, new Scalar(1 - constants.beta1()));
        moment.second()
                .mul_(new Scalar(constants.beta2()))
                .addcmul_(gradient, gradient, new Scalar(1 - constants.beta2()));
        double firstShare = 1 - Math.pow(constants.beta1(), (double) steps);
        double secondShare = 1 - Math.pow(constants.beta2(), (double) steps);
        Tensor scale =
                moment.second().sqrt().div_(new Scalar(Math.sqrt(secondShare))).add_(new Scalar(constants.epsilon()));
        return weight.addcdiv_(moment.first(), scale, new Scalar(-learningRate / firstShare));
    }

    static boolean decays(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.contains("bias") && !lower.contains("norm");
    }

    /** How many steps were made. */
    public long steps() {
        return steps;
    }

    /** Frees the memory of earlier steps. */
    @Override
    public void close() {
        moments.values().forEach(moment -> {
            moment.first().close();
            moment.second().close();
        });
        moments.clear();
    }
}
