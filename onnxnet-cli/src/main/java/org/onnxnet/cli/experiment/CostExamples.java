package org.onnxnet.cli.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.predictor.feature.Examples;
import org.onnxnet.predictor.feature.Features;
import org.onnxnet.predictor.metric.Ranks;

/**
 * Networks of spaces without accuracies, ordered by what they cost: where nothing was measured the larger network is the better
 * guess, and a model that learns this does not make up something else there.
 */
final class CostExamples {
    /** What the guess is worth beside a measurement; cost and accuracy correlate by about as much in the spaces with accuracies. */
    private static final double STRENGTH = 0.6;

    private static final int PARAMS = Features.names().indexOf("log params");
    private static final int MACS = Features.names().indexOf("log macs");

    private CostExamples() {}

    /** Genotypes of DARTS at the sizes that are in use and at any between, widths of a ResNet, and plain networks. */
    static List<Examples> sample(long seed) {
        return List.of(
                ofDefaultSize("nasbench301", 400, seed),
                ofDefaultSize("darts", 250, seed),
                ofAnySize("nasbench301", 300, seed + 1),
                ofDefaultSize("nats-size", 400, seed),
                ofDefaultSize("metaqnn", 400, seed));
    }

    private static Examples ofDefaultSize(String space, int n, long seed) {
        return ordered(networks(SearchSpaces.named(space), seed).limit(n));
    }

    private static <A> Stream<OnnxGraph> networks(SearchSpace<A> space, long seed) {
        return space.samples(seed).map(space::toGraph);
    }

    /** 8 to 48 channels, 5 to 20 cells. */
    private static Examples ofAnySize(String space, int n, long seed) {
        return ordered(networksOfAnySize(SearchSpaces.named(space), seed).limit(n));
    }

    private static <A> Stream<OnnxGraph> networksOfAnySize(SearchSpace<A> space, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        NetworkOptions options = space.defaults();
        return space.samples(seed)
                .map(architecture -> space.toGraph(
                        architecture,
                        options.withChannels(8 * random.nextInt(1, 7)).withLayers(random.nextInt(5, 21))));
    }

    private static Examples ordered(Stream<OnnxGraph> networks) {
        List<OnnxGraph> all = networks.toList();
        float[][] rows = all.parallelStream().map(Features::of).toArray(float[][]::new);
        double[] params = ranks(rows, PARAMS);
        double[] macs = ranks(rows, MACS);
        double[] sum = new double[rows.length];
        Arrays.setAll(sum, i -> params[i] + macs[i]);
        return new Examples(rows, sum, STRENGTH);
    }

    private static double[] ranks(float[][] rows, int feature) {
        return Ranks.ascending(
                Arrays.stream(rows).mapToDouble(row -> row[feature]).toArray());
    }
}
