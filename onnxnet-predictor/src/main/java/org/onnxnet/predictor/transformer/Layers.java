package org.onnxnet.predictor.transformer;

import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.predictor.checkpoint.Activation;

/** The parts that every layer is made of: linear maps, normalisations and activation functions. */
final class Layers {
    /** The largest 8-bit weight. Smaller where the processor would overflow: see {@link Precision#INT8}. */
    private final int largestWeight;

    private final Ops ops;
    private final Weights weights;
    private final Precision precision;

    Layers(Ops ops, Weights weights, Precision precision, int largestWeight) {
        this.ops = ops;
        this.weights = weights;
        this.precision = precision;
        this.largestWeight = largestWeight;
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

    /**
     * Normalises the vector of each token.
     *
     * @param epsilon what is added to the variance
     */
    String norm(String x, String name, double epsilon) {
        String scale = weights.asIs(name + ".weight");
        String bias = name + ".bias";
        List<String> inputs = weights.has(bias) ? List.of(x, scale, weights.asIs(bias)) : List.of(x, scale);
        return ops.op("LayerNormalization", inputs, Attribute.of("axis", -1), Attribute.of("epsilon", (float) epsilon));
    }

    /**
     * Divides vectors by the root of their mean square, which is computed in 32 bits. The runtime makes one operator of these.
     *
     * @param x [..., width]
     * @param epsilon what is added to the mean square
     */
    String rootMeanSquareNorm(String x, String name, double epsilon) {
        String wide = ops.cast(x, ElementType.FLOAT);
        String square = ops.op("Pow", List.of(wide, ops.float32(2)));
        String mean = ops.op("ReduceMean", List.of(square, ops.integers(-1)));
        String root = ops.op("Sqrt", List.of(ops.add(mean, ops.float32(epsilon))));
        return ops.mul(ops.toReal(ops.op("Div", List.of(wide, root))), weights.asIs(name + ".weight"));
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
