package org.onnxnet.bench.space.natssize;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.onnxnet.bench.network.Feature;
import org.onnxnet.bench.network.NetworkBuilder;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.space.FiniteSpace;
import org.onnxnet.bench.space.nasbench201.Cell;
import org.onnxnet.bench.space.nasbench201.Layers;
import org.onnxnet.bench.space.nasbench201.NasBench201;

/**
 * The 32,768 architectures of the size space: the best cell of the topology space for CIFAR-100, once in each of three
 * stages. The number of an architecture has its channel counts as digits to the base 8, the first most significant, as in
 * the published tables.
 */
public final class NatsSize implements FiniteSpace<ChannelSizes> {
    private static final NetworkOptions DEFAULTS = NetworkOptions.of(16, 1, Layers.LOGITS);

    /** Number 9930 of the topology space. */
    private static final Cell CELL = new NasBench201()
            .parse("|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|");

    @Override
    public String name() {
        return "nats-size";
    }

    @Override
    public String description() {
        return "NATS-Bench size space: one cell, five channel counts of 8 to 64";
    }

    @Override
    public ChannelSizes parse(String text) {
        return ChannelSizes.parse(text);
    }

    @Override
    public String format(ChannelSizes sizes) {
        return sizes.toString();
    }

    /** Does nothing: all such counts are in the space. */
    @Override
    public void validate(ChannelSizes sizes) {}

    @Override
    public long count() {
        return 32_768;
    }

    @Override
    public ChannelSizes architecture(long index) {
        requireIndex(index);
        List<Integer> channels = new ArrayList<>();
        for (int layer = ChannelSizes.LAYERS - 1; layer >= 0; layer--) {
            int digit = (int) (index >> (3 * layer)) % ChannelSizes.CHOICES;
            channels.add((digit + 1) * ChannelSizes.STEP);
        }
        return new ChannelSizes(channels);
    }

    @Override
    public long indexOf(ChannelSizes sizes) {
        long index = 0;
        for (int channels : sizes.channels()) {
            index = index * ChannelSizes.CHOICES + channels / ChannelSizes.STEP - 1;
        }
        return index;
    }

    /** The 35 architectures with another count in one layer. */
    @Override
    public Stream<ChannelSizes> neighbours(ChannelSizes sizes) {
        return IntStream.range(0, ChannelSizes.LAYERS)
                .boxed()
                .flatMap(layer -> IntStream.rangeClosed(1, ChannelSizes.CHOICES)
                        .map(choice -> choice * ChannelSizes.STEP)
                        .filter(count -> count != sizes.at(layer))
                        .mapToObj(count -> sizes.with(layer, count)));
    }

    /** The text itself: no two architectures are the same graph. */
    @Override
    public String canonicalForm(ChannelSizes sizes) {
        return sizes.toString();
    }

    @Override
    public NetworkOptions defaults() {
        return DEFAULTS;
    }

    @Override
    public List<String> heads() {
        return List.of(Layers.LOGITS, Layers.FEATURES_AND_LOGITS);
    }

    @Override
    public void describe(ChannelSizes sizes, NetworkOptions options, NetworkBuilder net) {
        options.requireSizeOf(DEFAULTS, name());
        Feature x = Layers.stem(net, sizes.at(0));
        x = Layers.cell(net, CELL, x, sizes.at(0));
        x = Layers.reduction(net, x, sizes.at(1));
        x = Layers.cell(net, CELL, x, sizes.at(2));
        x = Layers.reduction(net, x, sizes.at(3));
        x = Layers.cell(net, CELL, x, sizes.at(4));
        Layers.head(net, x, options);
    }
}
