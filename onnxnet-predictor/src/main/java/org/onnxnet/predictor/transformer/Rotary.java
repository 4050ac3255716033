package org.onnxnet.predictor.transformer;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.onnxnet.graph.Shape;

/**
 * Rotary positions: the two halves of each head's vector are turned against each other by an angle that grows with the position
 * (Su et al. 2021, in the layout of GPT-NeoX).
 */
final class Rotary {
    private final Ops ops;
    private final String cosines;
    private final String sines;

    /**
     * @param positions how many positions the tables hold
     * @param theta the base of the frequencies
     */
    Rotary(Ops ops, Weights weights, String name, int positions, int headSize, double theta) {
        this.ops = ops;
        Shape shape = Shape.of(positions, headSize / 2);
        this.cosines = weights.reals(name + ".cos", shape, () -> table(positions, headSize, theta, Math::cos));
        this.sines = weights.reals(name + ".sin", shape, () -> table(positions, headSize, theta, Math::sin));
    }

    /** Angles are rounded to 32 bits as in transformers, which matters at the far end of long texts. */
    private static float[] table(int positions, int headSize, double theta, DoubleUnaryOperator function) {
        int half = headSize / 2;
        float[] table = new float[positions * half];
        for (int k = 0; k < half; k++) {
            float frequency = (float) (1 / Math.pow(theta, 2.0 * k / headSize));
            for (int position = 0; position < positions; position++) {
                table[position * half + k] = (float) function.applyAsDouble(position * frequency);
            }
        }
        return table;
    }

    /** @param x queries or keys, [batch, tokens, hidden] */
    String turn(String x) {
        return ops.microsoft("RotaryEmbedding", List.of(x, ops.integers(0), cosines, sines));
    }
}
