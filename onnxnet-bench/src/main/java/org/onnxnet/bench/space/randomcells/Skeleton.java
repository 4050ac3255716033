package org.onnxnet.bench.space.randomcells;

import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.onnxnet.bench.BenchException;

/**
 * What stands around the cells of a network.
 *
 * @param channels of the first stage, 8, 16, ... 64; each later stage has twice those of the one before
 * @param stages 2 to 4, each later one with half the height and width
 * @param layers cells in a stage, 1 to 6
 * @param reduction between stages
 * @param order of a convolution and its activation
 */
public record Skeleton(int channels, int stages, int layers, Reduction reduction, Order order) {
    private static final int STEP = 8;
    private static final int MAX_CHANNELS = 64;
    private static final int MIN_STAGES = 2;
    private static final int MAX_STAGES = 4;
    private static final int MAX_LAYERS = 6;
    private static final Pattern FORM = Pattern.compile("c(\\d{1,2}),s(\\d),l(\\d),([a-z]+),([a-z]+)");

    /** How height and width become half. */
    public enum Reduction {
        /** Two 3x3 convolutions beside average pooling and a 1x1 convolution, as in NAS-Bench-201. */
        RESIDUAL,
        /** A 3x3 convolution of stride 2. */
        STRIDED,
        /** Maximum pooling and a 1x1 convolution. */
        POOLED
    }

    /** When a convolution is activated. */
    public enum Order {
        /** ReLU, convolution, batch normalisation. */
        PRE,
        /** Convolution, batch normalisation, ReLU. */
        POST
    }

    public Skeleton {
        require("channels", channels, STEP, MAX_CHANNELS);
        require("stages", stages, MIN_STAGES, MAX_STAGES);
        require("layers", layers, 1, MAX_LAYERS);
        if (channels % STEP != 0) {
            throw new BenchException("channels is " + channels + ", wanted a multiple of " + STEP);
        }
    }

    private static void require(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new BenchException(what + " is " + value + ", wanted " + least + " to " + most);
        }
    }

    /** Reads {@code c16,s3,l5,residual,pre}. */
    static Skeleton parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new BenchException("'" + text + "' is no skeleton, wanted c16,s3,l5,residual,pre or the like");
        }
        return new Skeleton(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                constant(Reduction.class, matcher.group(4)),
                constant(Order.class, matcher.group(5)));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String label) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> label(constant).equals(label))
                .findFirst()
                .orElseThrow(() -> new BenchException("found '" + label + "', wanted one of "
                        + Stream.of(type.getEnumConstants())
                                .map(Skeleton::label)
                                .toList()));
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static Skeleton sample(RandomGenerator random) {
        return new Skeleton(
                STEP * random.nextInt(1, MAX_CHANNELS / STEP + 1),
                random.nextInt(MIN_STAGES, MAX_STAGES + 1),
                random.nextInt(1, MAX_LAYERS + 1),
                Reduction.values()[random.nextInt(Reduction.values().length)],
                Order.values()[random.nextInt(Order.values().length)]);
    }

    /** One step narrower, wider, shorter or longer, or with another reduction or order. */
    Stream<Skeleton> neighbours() {
        return Stream.of(
                        beside(channels, STEP, STEP, MAX_CHANNELS)
                                .map(other -> new Skeleton(other, stages, layers, reduction, order)),
                        beside(stages, 1, MIN_STAGES, MAX_STAGES)
                                .map(other -> new Skeleton(channels, other, layers, reduction, order)),
                        beside(layers, 1, 1, MAX_LAYERS)
                                .map(other -> new Skeleton(channels, stages, other, reduction, order)),
                        Stream.of(Reduction.values())
                                .filter(other -> other != reduction)
                                .map(other -> new Skeleton(channels, stages, layers, other, order)),
                        Stream.of(Order.values())
                                .filter(other -> other != order)
                                .map(other -> new Skeleton(channels, stages, layers, reduction, other)))
                .flatMap(part -> part);
    }

    /** The next smaller and the next larger value, where they are in range. */
    private static Stream<Integer> beside(int value, int step, int least, int most) {
        return Stream.of(value - step, value + step).filter(other -> other >= least && other <= most);
    }

    @Override
    public String toString() {
        return "c" + channels + ",s" + stages + ",l" + layers + "," + label(reduction) + "," + label(order);
    }

    /** All but how many cells a stage has. */
    String withoutLayers() {
        return "c" + channels + ",s" + stages + "," + label(reduction) + "," + label(order);
    }
}
