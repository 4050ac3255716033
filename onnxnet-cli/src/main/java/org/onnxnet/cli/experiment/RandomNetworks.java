package org.onnxnet.cli.experiment;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.space.FiniteSpace;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.cli.output.Progress;
import org.onnxnet.encoder.Component;
import org.onnxnet.encoder.Dialect;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.predictor.feature.Features;
import org.onnxnet.simplify.SimplifyMode;

/** Different random networks of a search space as the texts that language models are trained on, with their features. */
final class RandomNetworks {
    static final Encoder ENCODER = Encoder.with(Component.INPUTS, Component.PARAMETERS, Component.SUMMARY)
            .dialect(Dialect.FOLDED);

    private static final int CHANNEL_STEP = 8;
    /** 8, 16, ... 48 channels. */
    static final int WIDTHS = 6;

    private RandomNetworks() {}

    /** As large as the space publishes them. */
    static <A> List<CountedNetwork> ofDefaultSize(SearchSpace<A> space, int n, long seed) {
        return ofDefaultSize(space, n, seed, Features::of);
    }

    /** @param counts what to count in a network */
    static <A> List<CountedNetwork> ofDefaultSize(
            SearchSpace<A> space, int n, long seed, Function<OnnxGraph, float[]> counts) {
        return of(space, n, seed, space.defaults(), space.name(), counts);
    }

    /** As many of each width from 8 to 48 channels: few spaces have networks as small as the smallest of others. */
    static <A> List<CountedNetwork> ofAnyWidth(SearchSpace<A> space, int n, long seed) {
        return IntStream.range(0, WIDTHS)
                .mapToObj(part -> of(
                        space,
                        (n + part) / WIDTHS,
                        seed + part,
                        space.defaults().withChannels(CHANNEL_STEP * (part + 1)),
                        space.name() + " of " + CHANNEL_STEP * (part + 1) + " channels",
                        Features::of))
                .flatMap(List::stream)
                .toList();
    }

    private static <A> List<CountedNetwork> of(
            SearchSpace<A> space,
            int n,
            long seed,
            NetworkOptions options,
            String name,
            Function<OnnxGraph, float[]> counts) {
        long most = space instanceof FiniteSpace<A> finite ? finite.count() : Integer.MAX_VALUE;
        if (n < 1 || n > most) {
            throw new OnnxNetException(
                    "found " + n + " as number of different networks of " + name + ", wanted 1 to " + most);
        }
        List<A> architectures = space.samples(seed).distinct().limit(n).toList();
        try (Progress progress = Progress.of(name, architectures.size())) {
            return architectures.parallelStream()
                    .map(architecture -> {
                        OnnxGraph network = space.toGraph(architecture, options);
                        CountedNetwork counted = new CountedNetwork(
                                name + " " + space.format(architecture), encoded(network), counts.apply(network));
                        progress.step();
                        return counted;
                    })
                    .toList();
        }
    }

    private static String encoded(OnnxGraph network) {
        return ENCODER.encode(network.simplify(SimplifyMode.CANONICAL)).text();
    }
}
