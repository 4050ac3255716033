package org.onnxnet.cli.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.cli.output.Json;
import org.onnxnet.cli.output.Progress;
import org.onnxnet.encoder.Component;
import org.onnxnet.encoder.Dialect;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.io.TemporaryFile;
import org.onnxnet.predictor.feature.Features;
import org.onnxnet.simplify.SimplifyMode;
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
    private static final Encoder ENCODER = Encoder.with(Component.INPUTS, Component.PARAMETERS, Component.SUMMARY)
            .dialect(Dialect.FOLDED);

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

    @Override
    public Integer call() throws IOException {
        List<CountedNetwork> networks = new ArrayList<>();
        spaces.forEach((space, n) -> networks.addAll(sample(SearchSpaces.named(space), n)));
        List<List<Double>> labels = CountedNetwork.labels(networks);
        TemporaryFile.replace(out, file -> {
            for (int i = 0; i < networks.size(); i++) {
                file.write((line(networks.get(i), labels.get(i)) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
        return 0;
    }

    private <A> List<CountedNetwork> sample(SearchSpace<A> space, int n) {
        List<A> architectures = space.samples(seed).distinct().limit(n).toList();
        try (Progress progress = Progress.of(space.name(), n)) {
            return architectures.parallelStream()
                    .map(architecture -> {
                        OnnxGraph network = space.toGraph(architecture);
                        String text = ENCODER.encode(network.simplify(SimplifyMode.CANONICAL))
                                .text();
                        progress.step();
                        return new CountedNetwork(
                                space.name() + " " + space.format(architecture), text, Features.of(network));
                    })
                    .toList();
        }
    }

    private static String line(CountedNetwork network, List<Double> labels) {
        ObjectNode json =
                Json.object().put("key", network.key()).put("group", "counts").put("text", network.text());
        ArrayNode numbers = json.putArray("labels");
        labels.forEach(numbers::add);
        return Json.line(json);
    }
}
