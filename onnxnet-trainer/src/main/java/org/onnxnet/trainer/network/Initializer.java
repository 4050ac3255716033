package org.onnxnet.trainer.network;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.onnxnet.predictor.checkpoint.ModernBertConfig;

/**
 * Weights of a network that has learnt nothing: normal numbers cut off at two deviations, as {@code transformers} draws them.
 * The deviation is 0.02 for embeddings and maps into a block, {@code 0.02 / sqrt(2 layers)} for maps out of it and the head, and
 * {@code 1 / sqrt(hidden)} for the classifier; biases are 0 and normalisations 1. A weight depends on the seed, its name and its
 * shape alone.
 */
public final class Initializer implements Weights.Source {
    private static final double INTO = 0.02;
    private static final double CUT = 2;

    private final ModernBertConfig config;
    private final long seed;

    public Initializer(ModernBertConfig config, long seed) {
        this.config = config;
        this.seed = seed;
    }

    @Override
    public float[] values(String name, List<Long> shape) {
        int size = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
        float[] values = new float[size];
        if (name.endsWith(".bias")) {
            return values;
        }
        boolean norm = shape.size() == 1;
        double deviation = norm ? 0 : deviation(name);
        RandomGenerator random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + name.hashCode());
        for (int i = 0; i < size; i++) {
            values[i] = norm ? 1 : (float) (deviation * cutNormal(random));
        }
        return values;
    }

    private double deviation(String name) {
        if (name.startsWith("classifier.")) {
            return 1 / Math.sqrt(config.hidden());
        }
        boolean outOfBlock = name.endsWith(".Wo.weight") || name.startsWith("head.");
        return outOfBlock ? INTO / Math.sqrt(2.0 * config.layers()) : INTO;
    }

    private static double cutNormal(RandomGenerator random) {
        double value;
        do {
            value = random.nextGaussian();
        } while (Math.abs(value) > CUT);
        return value;
    }
}
