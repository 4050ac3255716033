package org.onnxnet.testing.fuzz;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.onnxnet.io.OnnxWriter;
import org.onnxnet.proto.ModelProto;
import org.onnxnet.testing.RandomGraphs.Recipe;

/**
 * Damages models. The input of a number depends on the seed models, the seed and that number only, so any input can be made
 * again.
 */
public final class ModelMutator implements FuzzInputs {
    /** Larger seeds cost time and show little that smaller ones do not. */
    private static final long MAX_SEED_BYTES = 1 << 15;

    private static final int RANDOM_SEEDS = 40;

    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("SplittableRandom");

    private final List<ModelProto> seeds;
    private final MessageMutations messages;
    private final long seed;

    private ModelMutator(List<ModelProto> seeds, long seed) {
        this.seeds = List.copyOf(seeds);
        this.messages = new MessageMutations(seeds);
        this.seed = seed;
    }

    /** Starts from the files that end in {@code .onnx} below some folders, and from random models. */
    public static ModelMutator of(List<Path> folders, long seed) {
        List<ModelProto> seeds = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(ModelMutator::isSeed).sorted().toList()) {
                    seeds.add(ModelProto.parseFrom(Files.readAllBytes(file)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        for (int i = 0; i < RANDOM_SEEDS; i++) {
            seeds.add(parse(
                    OnnxWriter.toBytes(new Recipe(seed + i, 2 + i / 2).make().model())));
        }
        return new ModelMutator(seeds, seed);
    }

    private static boolean isSeed(Path file) {
        return file.toString().endsWith(".onnx") && file.toFile().length() <= MAX_SEED_BYTES;
    }

    private static ModelProto parse(byte[] bytes) {
        try {
            return ModelProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public String suffix() {
        return ".onnx";
    }

    /** The number of models that inputs are made from. */
    @Override
    public int seedCount() {
        return seeds.size();
    }

    /** The seed models themselves come first, as they are; after them come damaged ones. */
    @Override
    public byte[] input(long number) {
        if (number < seeds.size()) {
            return seeds.get((int) number).toByteArray();
        }
        RandomGenerator random = GENERATORS.create(seed * 0x9E3779B97F4A7C15L + number);
        ModelProto model = seeds.get(random.nextInt(seeds.size()));
        return switch (random.nextInt(10)) {
            case 0, 1 -> ByteMutations.mutate(model.toByteArray(), random);
            case 2 -> ByteMutations.mutate(messages.mutate(model, random).toByteArray(), random);
            default -> messages.mutate(model, random).toByteArray();
        };
    }
}
