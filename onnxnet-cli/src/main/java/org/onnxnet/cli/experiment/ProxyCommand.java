package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.onnxnet.OnnxGraph;
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
        LabelledSpace all = LabelledSpace.read(space, options.data(), protocol);
        SampleSize.require(n, all.size(), space, spec);
        ResultTable table = new ResultTable("n", spec.commandLine().getOut(), options.format());
        long nanos = 0;
        for (long seed : options.seeds()) {
            LabelledSpace chosen = all.only(all.shuffled(seed)).first(n);
            List<OnnxGraph> graphs = chosen.graphs();
            double[] params = lowestForNaN(Baseline.PARAMS.score(graphs));
            long start = System.nanoTime();
            double[] nwot = lowestForNaN(Nwot.of(seed).score(graphs));
            nanos += System.nanoTime() - start;
            table.add(
                    n,
                    List.of(
                            RankQuality.of("params", params, chosen.labels()),
                            RankQuality.of("nwot", nwot, chosen.labels()),
                            RankQuality.of("params and nwot", joined(params, nwot), chosen.labels())));
        }
        table.print();
        spec.commandLine()
                .getErr()
                .printf(
                        "nwot: %.0f ms a network%n",
                        nanos / 1e6 / n / options.seeds().size());
        return 0;
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
        double[] second = Ranks.ascending(nwot);
        double[] sum = new double[first.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = first[i] + second[i];
        }
        return sum;
    }
}
