package org.onnxnet.predictor.modernbert;

import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.predictor.checkpoint.Activation;

/** The parts that every layer is made of: linear maps, normalisations and activation functions. */
final class Layers {
    /** The largest 8-bit weight. Smaller where the processor would overflow: see {@link Precision#INT8}. */
    private final int largestWeight;

    private final Ops ops;
    private final Weights weights;
    private final Precision precision;
    private final float epsilon;

    Layers(Ops ops, Weights weights, Precision precision, int largestWeight, double epsilon) {
        this.ops = ops;
        this.weights = weights;
        this.precision = precision;
        this.largestWeight = largestWeight;
        this.epsilon = (float) epsilon;
    }

    /** {@code x W^T + b}; the bias is there if the checkpoint has one. */
    String linear(String x, String name) {
        String weight = name + ".weight";
        String product;
        if (precision == Precision.INT8) {
            Weights.Quantized quantized = weights.quantized(weight, largestWeight);
            product = ops.microsoft("DynamicQuantizeMatMul", List.of(x, quantized.matrix(), quantized.scales()));
        } else {
            product = exactLinear(x, weight);
        }
        return biased(product, name);
    }

    /** A linear map that is too small, or too near to the score, to be worth rounding. */
    String exact(String x, String name) {
        return biased(exactLinear(x, name + ".weight"), name);
    }

    private String exactLinear(String x, String weight) {
        return ops.op("MatMul", List.of(x, weights.transposed(weight)));
    }

    private String biased(String product, String name) {
        String bias = name + ".bias";
        return weights.has(bias) ? ops.add(product, weights.asIs(bias)) : product;
    }

    /** Normalises the vector of each token. */
    String norm(String x, String name) {
        String scale = weights.asIs(name + ".weight");
        String bias = name + ".bias";
        List<String> inputs = weights.has(bias) ? List.of(x, scale, weights.asIs(bias)) : List.of(x, scale);
        return ops.op("LayerNormalization", inputs, Attribute.of("axis", -1), Attribute.of("epsilon", epsilon));
    }

    String activate(String x, Activation activation) {
        return switch (activation) {
            case GELU -> ops.op("Gelu", List.of(x));
            case GELU_TANH -> ops.op("Gelu", List.of(x), Attribute.of("approximate", "tanh"));
            case RELU -> ops.op("Relu", List.of(x));
            case SILU -> ops.mul(x, ops.op("Sigmoid", List.of(x)));
            case TANH -> ops.op("Tanh", List.of(x));
        };
    }
}
