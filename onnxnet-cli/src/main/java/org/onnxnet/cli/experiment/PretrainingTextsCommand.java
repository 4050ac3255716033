package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.predictor.Nwot;
import org.onnxnet.predictor.feature.Features;
import org.onnxnet.trainer.data.LabelledText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code onnxnet experiment pretraining-texts}: networks that nobody has trained, to pre-train a language model on. */
@Command(
        name = "pretraining-texts",
        mixinStandardHelpOptions = true,
        description = "Writes random networks as folded texts, with what can be counted in them as labels.",
        footer = {
            "",
            "A recipe with {texts: OUT} and the loss mse pre-trains on them; \"model: {start: ...}\" of another goes on."
        })
final class PretrainingTextsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "OUT", description = "The file, JSON lines.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--space",
            required = true,
            paramLabel = "SPACE=N",
            description = "So many different networks of a space; may be given several times.")
    @SuppressWarnings("NullAway.Init")
    private Map<String, Integer> spaces;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "7", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--nwot",
            description = "Score each network with the proxy nwot too, which runs it once, untrained.")
    private boolean nwot;

    @Override
    public Integer call() throws IOException {
        Function<OnnxGraph, float[]> counts = nwot ? featuresAndNwot(Nwot.of(seed)) : Features::of;
        List<CountedNetwork> networks = new ArrayList<>();
        spaces.forEach((space, n) ->
                networks.addAll(RandomNetworks.ofDefaultSize(SearchSpaces.named(space), n, seed, counts)));
        List<List<Double>> labels = CountedNetwork.labels(networks);
        List<LabelledText> lines = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            CountedNetwork network = networks.get(i);
            lines.add(new LabelledText(network.key(), "counts", network.text(), labels.get(i)));
        }
        LabelledLines.write(out, lines);
        return 0;
    }

    private static Function<OnnxGraph, float[]> featuresAndNwot(Nwot proxy) {
        return network -> {
            float[] features = Features.of(network);
            float[] counts = Arrays.copyOf(features, features.length + 1);
            counts[features.length] = (float) proxy.score(List.of(network))[0];
            return counts;
        };
    }
}
