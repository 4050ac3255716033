package org.onnxnet.bench.space.metaqnn;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.network.Feature;
import org.onnxnet.bench.network.Kernel;
import org.onnxnet.bench.network.NetworkBuilder;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.space.SearchSpace;

/**
 * Every plain sequential network has a text and a graph; samples and neighbours are the networks that the agent of the publication
 * can make for CIFAR-10. The layers say channels and classes themselves, so the options of that name must stay as they are.
 */
public final class MetaQnn implements SearchSpace<SequentialNetwork> {
    private static final NetworkOptions DEFAULTS = NetworkOptions.of(1, 1, "logits");

    @Override
    public String name() {
        return "metaqnn";
    }

    @Override
    public String description() {
        return "MetaQNN: plain sequential networks, [C(64,3,1), P(2,2), FC(128), SM(10)]";
    }

    @Override
    public SequentialNetwork parse(String text) {
        return NetworkText.parse(text);
    }

    @Override
    public String format(SequentialNetwork network) {
        return network.toString();
    }

    /** Does nothing: every sequential network has a graph. */
    @Override
    public void validate(SequentialNetwork network) {}

    /** How many networks the agent can make. */
    public BigInteger agentCount() {
        return Agent.count();
    }

    /** A network of the agent. */
    @Override
    public SequentialNetwork sample(RandomGenerator random) {
        return Agent.sample(random);
    }

    /** The networks of the agent in which one layer is another, or one is added or removed; dropouts stay as they are. */
    @Override
    public Stream<SequentialNetwork> neighbours(SequentialNetwork network) {
        return IntStream.range(0, network.layers().size())
                .boxed()
                .flatMap(place -> edits(network.layers(), place))
                .flatMap(layers -> wellFormed(layers).stream())
                .filter(Agent::makes)
                .filter(other -> !other.equals(network))
                .distinct();
    }

    private static Stream<List<Layer>> edits(List<Layer> layers, int place) {
        List<List<Layer>> edits = new ArrayList<>();
        Layer old = layers.get(place);
        boolean fixed = old instanceof Layer.Softmax || old instanceof Layer.Dropout;
        if (!fixed) {
            edits.add(edited(layers, place, 1, List.of()));
        }
        for (Layer layer : Agent.layers()) {
            edits.add(edited(layers, place, 0, List.of(layer)));
            if (!fixed) {
                edits.add(edited(layers, place, 1, List.of(layer)));
            }
        }
        return edits.stream();
    }

    private static List<Layer> edited(List<Layer> layers, int place, int removed, List<Layer> added) {
        List<Layer> edited = new ArrayList<>(layers.subList(0, place));
        edited.addAll(added);
        edited.addAll(layers.subList(place + removed, layers.size()));
        return edited;
    }

    private static List<SequentialNetwork> wellFormed(List<Layer> layers) {
        return SequentialNetwork.isWellFormed(layers) ? List.of(new SequentialNetwork(layers)) : List.of();
    }

    /** The text without dropouts. */
    @Override
    public String canonicalForm(SequentialNetwork network) {
        return network.withoutDropout().toString();
    }

    @Override
    public NetworkOptions defaults() {
        return DEFAULTS;
    }

    @Override
    public void describe(SequentialNetwork network, NetworkOptions options, NetworkBuilder net) {
        if (options.channels() != DEFAULTS.channels()
                || options.layers() != DEFAULTS.layers()
                || options.classes() != DEFAULTS.classes()) {
            throw new BenchException(
                    "the layers of a sequential network say channels, layers and classes, wanted no options for them");
        }
        Feature x = net.image();
        for (Layer layer : network.layers()) {
            x = add(net, layer, x);
        }
        net.output(x);
    }

    private static Feature add(NetworkBuilder net, Layer layer, Feature x) {
        if (layer instanceof Layer.Convolution conv) {
            return net.relu(
                    net.convBias(x, conv.filters(), Kernel.of(conv.size()).withStride(conv.stride())));
        }
        if (layer instanceof Layer.Pooling pooling) {
            return net.maxPool(
                    x, Kernel.of(pooling.size()).withStride(pooling.stride()).withPadding(0));
        }
        if (layer instanceof Layer.GlobalAveragePooling gap) {
            return net.flatten(net.globalAveragePool(net.relu(net.convBias(x, gap.channels(), Kernel.of(1)))));
        }
        if (layer instanceof Layer.FullyConnected connected) {
            return net.relu(net.linear(flat(net, x), connected.neurons()));
        }
        if (layer instanceof Layer.Softmax softmax) {
            return net.linear(flat(net, x), softmax.classes());
        }
        return x; // a dropout does nothing once trained
    }

    private static Feature flat(NetworkBuilder net, Feature x) {
        return x.shape().rank() == 2 ? x : net.flatten(x);
    }
}
