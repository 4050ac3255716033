package org.onnxnet.simplify.rule;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

/**
 * A factor and an offset per channel, {@code y[c] = factor[c] * x[c] + offset[c]}. Numbers are read and computed, in double,
 * when they are asked for.
 *
 * @param factor null for 1 everywhere
 * @param offset null for 0 everywhere
 */
record ChannelAffine(
        @Nullable Supplier<double[]> factor, @Nullable Supplier<double[]> offset) {

    /** The inference form of <a href="https://onnx.ai/onnx/operators/onnx__BatchNormalization.html">BatchNormalization</a>. */
    static ChannelAffine ofBatchNormalization(Tensor scale, Tensor bias, Tensor mean, Tensor variance, float epsilon) {
        Supplier<double[]> factor = () -> {
            double[] scales = scale.toDoubles();
            double[] variances = variance.toDoubles();
            Arrays.setAll(scales, c -> scales[c] / Math.sqrt(variances[c] + epsilon));
            return scales;
        };
        return new ChannelAffine(factor, () -> {
            double[] factors = factor.get();
            double[] biases = bias.toDoubles();
            double[] means = mean.toDoubles();
            Arrays.setAll(biases, c -> biases[c] - means[c] * factors[c]);
            return biases;
        });
    }

    /** The elements of a tensor, one per channel or one for all. */
    static Supplier<double[]> perChannel(Tensor tensor, int channels) {
        return () -> {
            double[] values = tensor.toDoubles();
            double[] all = new double[channels];
            Arrays.setAll(all, c -> values[values.length == 1 ? 0 : c]);
            return all;
        };
    }

    /** Whether a tensor cannot be divided by. */
    static boolean hasZero(Tensor tensor) {
        return Arrays.stream(tensor.toDoubles()).anyMatch(number -> number == 0);
    }

    /** Weights times the factor of the channel that each belongs to. */
    Tensor scaled(Tensor weights, WeightLayout layout, String name) {
        Supplier<double[]> factors = factor;
        if (factors == null) {
            return weights;
        }
        return computed(name, weights.elementType(), weights.shape(), () -> {
            double[] values = weights.toDoubles();
            double[] scale = factors.get();
            Arrays.setAll(values, i -> values[i] * scale[layout.channelOf().applyAsInt(i)]);
            return values;
        });
    }

    /** What becomes of a bias of shape {@code [C]}, or of none. */
    Tensor shifted(@Nullable Tensor bias, ElementType type, int channels, String name) {
        return computed(name, type, Shape.of(channels), () -> {
            double[] values = bias == null ? new double[channels] : bias.toDoubles();
            if (factor != null) {
                double[] scale = factor.get();
                Arrays.setAll(values, c -> values[c] * scale[c]);
            }
            if (offset != null) {
                double[] shift = offset.get();
                Arrays.setAll(values, c -> values[c] + shift[c]);
            }
            return values;
        });
    }

    private static Tensor computed(String name, ElementType type, Shape shape, Supplier<double[]> values) {
        long size = type.byteSize(shape.elementCount());
        return Tensor.ofRaw(name, type, shape, ByteSource.computed(size, () -> encode(type, values.get())));
    }

    private static Bytes encode(ElementType type, double[] values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * type.bits() / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (type == ElementType.FLOAT) {
                raw.putFloat((float) value);
            } else {
                raw.putDouble(value);
            }
        }
        return Bytes.wrap(raw.array());
    }
}
