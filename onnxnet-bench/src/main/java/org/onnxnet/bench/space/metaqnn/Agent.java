package org.onnxnet.bench.space.metaqnn;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Which layer the published agent may choose after which, for CIFAR-10: at most 18 layers before the classifier; no pooling first or
 * after a pooling; windows smaller than the image; at most two fully connected layers, the second no larger than the first, once the
 * image is smaller than 8 pixels.
 */
final class Agent {
    static final int CLASSES = 10;
    private static final int IMAGE = 32;
    private static final int MOST_LAYERS = 18;
    private static final int[] FILTERS = {64, 128, 256, 512};
    private static final int[] SIZES = {1, 3, 5};
    private static final Layer.Pooling[] POOLINGS = {
        new Layer.Pooling(5, 3), new Layer.Pooling(3, 2), new Layer.Pooling(2, 2)
    };
    private static final int[] NEURONS = {512, 256, 128};
    private static final Layer END = new Layer.Softmax(CLASSES);

    private static final State START = new State(Kind.START, 0, IMAGE, 0);
    private static final Map<State, BigInteger> COMPLETIONS = new ConcurrentHashMap<>();

    private enum Kind {
        START,
        CONVOLUTION,
        POOLING,
        FIRST_CONNECTED,
        LAST
    }

    /**
     * Where the agent stands.
     *
     * @param depth layers so far
     * @param image height and width
     * @param neurons of the last fully connected layer, 0 without one
     */
    private record State(Kind last, int depth, int image, int neurons) {
        State after(Layer layer) {
            if (layer instanceof Layer.Convolution) {
                return new State(Kind.CONVOLUTION, depth + 1, image, 0);
            }
            if (layer instanceof Layer.Pooling pooling) {
                return new State(Kind.POOLING, depth + 1, (image - pooling.size()) / pooling.stride() + 1, 0);
            }
            if (layer instanceof Layer.FullyConnected connected && neurons == 0) {
                return new State(Kind.FIRST_CONNECTED, depth + 1, 1, connected.neurons());
            }
            return new State(Kind.LAST, depth + 1, 1, 0);
        }

        /** The layers that may come next, the classifier left out, which always may. */
        List<Layer> choices() {
            List<Layer> choices = new ArrayList<>();
            if (depth == MOST_LAYERS || last == Kind.LAST) {
                return choices;
            }
            if (last == Kind.FIRST_CONNECTED) {
                addConnected(choices, neurons);
                return choices;
            }
            for (int filters : FILTERS) {
                for (int size : SIZES) {
                    if (size < image) {
                        choices.add(new Layer.Convolution(filters, size, 1));
                    }
                }
            }
            for (Layer.Pooling pooling : POOLINGS) {
                if (last == Kind.CONVOLUTION && pooling.size() < image) {
                    choices.add(pooling);
                }
            }
            choices.add(new Layer.GlobalAveragePooling(CLASSES));
            if (image < 8) {
                addConnected(choices, Integer.MAX_VALUE);
            }
            return choices;
        }

        private static void addConnected(List<Layer> choices, int most) {
            for (int neurons : NEURONS) {
                if (neurons <= most) {
                    choices.add(new Layer.FullyConnected(neurons));
                }
            }
        }
    }

    private Agent() {}

    /** Every layer that some network of the agent has, the classifier left out. */
    static List<Layer> layers() {
        return new State(Kind.CONVOLUTION, 0, 7, 0).choices();
    }

    /** Whether the agent can make a network; dropouts do not matter. */
    static boolean makes(SequentialNetwork network) {
        State state = START;
        for (Layer layer : network.withoutDropout().layers()) {
            if (layer instanceof Layer.Softmax) {
                return layer.equals(END);
            }
            if (!state.choices().contains(layer)) {
                return false;
            }
            state = state.after(layer);
        }
        return false;
    }

    /** How many networks the agent can make. */
    static BigInteger count() {
        return completions(START);
    }

    /** Networks that begin with what led to a state. */
    private static BigInteger completions(State state) {
        BigInteger known = COMPLETIONS.get(state);
        if (known == null) {
            known = BigInteger.ONE;
            for (Layer layer : state.choices()) {
                known = known.add(completions(state.after(layer)));
            }
            COMPLETIONS.put(state, known);
        }
        return known;
    }

    /** A network, each equally likely. */
    static SequentialNetwork sample(RandomGenerator random) {
        BigInteger rest = below(count(), random);
        List<Layer> layers = new ArrayList<>();
        State state = START;
        while (rest.signum() > 0) {
            rest = rest.subtract(BigInteger.ONE); // 0 stands for the network that ends here
            for (Layer layer : state.choices()) {
                BigInteger size = completions(state.after(layer));
                if (rest.compareTo(size) < 0) {
                    layers.add(layer);
                    state = state.after(layer);
                    break;
                }
                rest = rest.subtract(size);
            }
        }
        layers.add(END);
        return new SequentialNetwork(layers);
    }

    private static BigInteger below(BigInteger bound, RandomGenerator random) {
        byte[] bytes = new byte[bound.bitLength() / 8 + 1];
        BigInteger drawn;
        do {
            random.nextBytes(bytes);
            drawn = new BigInteger(1, bytes).mod(BigInteger.ONE.shiftLeft(bound.bitLength()));
        } while (drawn.compareTo(bound) >= 0);
        return drawn;
    }
}
