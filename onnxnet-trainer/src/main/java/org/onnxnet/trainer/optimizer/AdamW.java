package org.onnxnet.trainer.optimizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.onnxnet.predictor.checkpoint.Safetensors;
import org.onnxnet.trainer.network.Weights;
import org.onnxnet.trainer.torch.Scoped;

/**
 * Adam with weight decay apart from the derivatives. Weights whose name has {@code bias} or {@code norm} in it do not decay.
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Decoupled weight decay regularization, Loshchilov and Hutter 2019</a>
 */
public final class AdamW implements AutoCloseable {
    private static final String FIRST = "first-moments.safetensors";
    private static final String SECOND = "second-moments.safetensors";

    private final Weights weights;
    private final Constants constants;
    private final Weights first;
    private final Weights second;
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

    /**
     * Starts with no memory of earlier steps.
     *
     * @throws IOException never; only {@link #read} reads
     */
    public AdamW(Weights weights, Constants constants) throws IOException {
        this(weights, constants, AdamW::zeros, AdamW::zeros, 0);
    }

    private AdamW(Weights weights, Constants constants, Weights.Source first, Weights.Source second, long steps)
            throws IOException {
        this.weights = weights;
        this.constants = constants;
        this.first = Weights.of(weights.shapes(), first, weights.device());
        this.second = Weights.of(weights.shapes(), second, weights.device());
        this.steps = steps;
    }

    private static float[] zeros(String name, List<Long> shape) {
        return new float[Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact))];
    }

    /**
     * Goes on where another one stopped.
     *
     * @param directory where it has {@linkplain #write written} what it remembers
     * @param steps it had made
     * @throws IOException if the files cannot be read
     */
    public static AdamW read(Weights weights, Constants constants, Path directory, long steps) throws IOException {
        return new AdamW(
                weights,
                constants,
                Weights.file(Safetensors.open(directory.resolve(FIRST))),
                Weights.file(Safetensors.open(directory.resolve(SECOND))),
                steps);
    }

    /**
     * Writes the means of derivatives and of their squares.
     *
     * @throws IOException if they cannot be written
     */
    public void write(Path directory) throws IOException {
        first.write(directory.resolve(FIRST));
        second.write(directory.resolve(SECOND));
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
        Tensor mean = first.get(name);
        Tensor square = second.get(name);
        if (decays(name)) {
            weight.mul_(new Scalar(1 - learningRate * constants.decay()));
        }
        mean.lerp_(gradient, new Scalar(1 - constants.beta1()));
        square.mul_(new Scalar(constants.beta2())).addcmul_(gradient, gradient, new Scalar(1 - constants.beta2()));
        double firstShare = 1 - Math.pow(constants.beta1(), (double) steps);
        double secondShare = 1 - Math.pow(constants.beta2(), (double) steps);
        Tensor scale = square.sqrt().div_(new Scalar(Math.sqrt(secondShare))).add_(new Scalar(constants.epsilon()));
        return weight.addcdiv_(mean, scale, new Scalar(-learningRate / firstShare));
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
        first.close();
        second.close();
    }
}
