package org.onnxnet.trainer.network;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.onnxnet.predictor.checkpoint.Activation;

/** The parts that every layer is made of: linear maps, normalisations and activation functions. */
record Layers(Weights weights, Precision precision) {
    /** {@code x W^T + b} in the chosen precision; the bias is there if the network has one. */
    Tensor linear(Tensor x, String name) {
        Tensor bias = weights.find(name + ".bias");
        return torch.linear(
                x.to(precision.type()),
                weights.get(name + ".weight").to(precision.type()),
                optional(bias == null ? null : bias.to(precision.type())));
    }

    /** The same in 32 bits. */
    Tensor exact(Tensor x, String name) {
        return torch.linear(x, weights.get(name + ".weight"), optional(weights.find(name + ".bias")));
    }

    /** Normalises vectors [..., width] in 32 bits; {@code epsilon} is added to the variance. */
    Tensor norm(Tensor x, String name, double epsilon) {
        Tensor weight = weights.get(name + ".weight");
        return torch.layer_norm(
                x.to(torch.ScalarType.Float),
                new long[] {weight.size(0)},
                new TensorOptional(weight),
                optional(weights.find(name + ".bias")),
                epsilon,
                false);
    }

    /** Divides vectors [..., width] by the root of their mean square in 32 bits; {@code epsilon} is added to the mean square. */
    Tensor rootMeanSquareNorm(Tensor x, String name, double epsilon) {
        Tensor weight = weights.get(name + ".weight");
        return torch.rms_norm(
                x.to(torch.ScalarType.Float),
                new long[] {weight.size(0)},
                new TensorOptional(weight),
                new DoubleOptional(epsilon));
    }

    private static TensorOptional optional(@Nullable Tensor tensor) {
        return tensor == null ? new TensorOptional() : new TensorOptional(tensor);
    }

    static Tensor activate(Tensor x, Activation activation) {
        return switch (activation) {
            case GELU -> torch.gelu(x);
            case GELU_TANH -> torch.gelu(x, "tanh");
            case RELU -> torch.relu(x);
            case SILU -> torch.silu(x);
            case TANH -> torch.tanh(x);
        };
    }
}
