package org.onnxnet.cli.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.onnxnet.bench.measured.MeasuredNetworks;
import org.onnxnet.cli.output.Failure;
import org.onnxnet.cli.output.Progress;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.simplify.SimplifyMode;
import org.onnxnet.trainer.data.LabelledText;

/** The texts of networks, simplified as for scoring; each is written once, as samples of the same networks overlap. */
public final class ArchitectureTexts {
    private final Encoder encoder;
    private final Map<MeasuredNetworks, Map<String, String>> known = new HashMap<>();

    public ArchitectureTexts(Encoder encoder) {
        this.encoder = encoder;
    }

    /**
     * One a key, in order.
     *
     * @param keys some of the networks
     */
    public List<String> of(MeasuredNetworks networks, List<String> keys) {
        Map<String, String> written = known.computeIfAbsent(networks, unknown -> new ConcurrentHashMap<>());
        try (Progress progress = Progress.of(networks.name() + " as text", keys.size())) {
            return keys.parallelStream()
                    .map(key -> {
                        String text = written.computeIfAbsent(key, unknown -> text(networks, unknown));
                        progress.step();
                        return text;
                    })
                    .toList();
        }
    }

    /**
     * The same with labels, to train on.
     *
     * @param labels one a key
     * @param group of networks that compare with each other
     */
    public List<LabelledText> labelled(MeasuredNetworks networks, List<String> keys, double[] labels, String group) {
        List<String> texts = of(networks, keys);
        return IntStream.range(0, labels.length)
                .mapToObj(i -> LabelledText.of(keys.get(i), group, texts.get(i), labels[i]))
                .toList();
    }

    private String text(MeasuredNetworks networks, String key) {
        return Failure.naming(
                networks.name() + " " + key,
                () -> encoder.encode(networks.network(key).simplify(SimplifyMode.CANONICAL))
                        .text());
    }
}
