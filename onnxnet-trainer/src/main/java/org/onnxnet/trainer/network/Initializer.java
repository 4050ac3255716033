package org.onnxnet.trainer.network;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.onnxnet.predictor.checkpoint.ModernBertConfig;
import org.onnxnet.predictor.checkpoint.NetworkConfig;

/**
 * Weights of a network that has learnt nothing: normal numbers as {@code transformers} draws them for its family; biases are 0 and
 * normalisations 1. A weight depends on the seed, its name and its shape alone.
 */
public final class Initializer implements Weights.Source {
    private static final double USUAL = 0.02;

    private final long seed;
    private final ToDoubleFunction<String> deviation;
    private final double cut;

    private Initializer(long seed, ToDoubleFunction<String> deviation, double cut) {
        this.seed = seed;
        this.deviation = deviation;
        this.cut = cut;
    }

    /** The weights of a network. */
    public static Initializer of(NetworkConfig config, long seed) {
        return config instanceof ModernBertConfig modernBert
                ? new Initializer(seed, name -> deviation(modernBert, name), 2)
                : new Initializer(seed, name -> USUAL, Double.POSITIVE_INFINITY);
    }

    /** Less for maps out of a block and the head, the more layers there are; more for the classifier. */
    private static double deviation(ModernBertConfig config, String name) {
        if (name.startsWith("classifier.")) {
            return 1 / Math.sqrt(config.hidden());
        }
        boolean outOfBlock = name.endsWith(".Wo.weight") || name.startsWith("head.");
        return outOfBlock ? USUAL / Math.sqrt(2.0 * config.layers()) : USUAL;
    }

    @Override
    public float[] values(String name, List<Long> shape) {
        int size = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
        float[] values = new float[size];
        if (name.endsWith(".bias")) {
            return values;
        }
        boolean norm = shape.size() == 1;
        double spread = norm ? 0 : deviation.applyAsDouble(name);
        RandomGenerator random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + name.hashCode());
        for (int i = 0; i < size; i++) {
            values[i] = norm ? 1 : (float) (spread * cutNormal(random));
        }
        return values;
    }

    /** A normal number of at most so many deviations. */
    private double cutNormal(RandomGenerator random) {
        double value;
        do {
            value = random.nextGaussian();
        } while (Math.abs(value) > cut);
        return value;
    }
}
