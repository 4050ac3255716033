package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.label.LabelFiles;
import org.onnxnet.bench.label.Labels;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.cli.bench.RankQuality;
import org.onnxnet.predictor.Baseline;
import org.onnxnet.predictor.Nwot;
import org.onnxnet.predictor.metric.Ranks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code onnxnet experiment proxies}: what untrained networks say, on a random sample for each seed. */
@Command(
        name = "proxies",
        mixinStandardHelpOptions = true,
        description = "Ranks N random architectures of SPACE by params, nwot and the mean of their ranks.")
final class ProxyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SPACE", description = "A search space, such as nasbench201.")
    @SuppressWarnings("NullAway.Init")
    private String space;

    @Option(names = "--protocol", required = true, paramLabel = "P", description = "What was measured.")
    @SuppressWarnings("NullAway.Init")
    private String protocol;

    @Option(names = "--n", paramLabel = "N", defaultValue = "500", description = "How many; default: ${DEFAULT-VALUE}.")
    private int n;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ExperimentOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Labels labels = LabelFiles.read(space, options.data()).labels(protocol);
        ResultTable table = new ResultTable("n", spec.commandLine().getOut(), options.format());
        long nanos = 0;
        for (long seed : options.seeds()) {
            List<String> keys = new ArrayList<>(labels.asMap().keySet());
            Collections.shuffle(keys, new Random(seed));
            List<String> chosen = keys.subList(0, Math.min(n, keys.size()));
            List<OnnxGraph> graphs = graphs(SearchSpaces.named(space), chosen);
            double[] actual = chosen.stream()
                    .mapToDouble(key -> labels.find(key).orElseThrow())
                    .toArray();
            double[] params = Baseline.PARAMS.score(graphs);
            long start = System.nanoTime();
            double[] nwot = Nwot.of(seed).score(graphs);
            nanos += System.nanoTime() - start;
            table.add(RankQuality.of("params", params, actual));
            table.add(RankQuality.of("nwot", lowestForNaN(nwot), actual));
            table.add(RankQuality.of("params and nwot", joined(params, nwot), actual));
        }
        table.print(n);
        spec.commandLine()
                .getErr()
                .printf(
                        "nwot: %.0f ms a network%n",
                        nanos / 1e6 / n / options.seeds().size());
        return 0;
    }

    private static <A> List<OnnxGraph> graphs(SearchSpace<A> of, List<String> keys) {
        return keys.parallelStream().map(key -> of.toGraph(of.parse(key))).toList();
    }

    /** A network that nothing can be said of is the last one. */
    private static double[] lowestForNaN(double[] scores) {
        double[] all = scores.clone();
        for (int i = 0; i < all.length; i++) {
            all[i] = Double.isNaN(all[i]) ? Double.NEGATIVE_INFINITY : all[i];
        }
        return all;
    }

    private static double[] joined(double[] params, double[] nwot) {
        double[] first = Ranks.ascending(params);
        double[] second = Ranks.ascending(lowestForNaN(nwot));
        double[] sum = new double[first.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = first[i] + second[i];
        }
        return sum;
    }
}
