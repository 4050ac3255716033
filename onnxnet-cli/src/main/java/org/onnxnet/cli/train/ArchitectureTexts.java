package org.onnxnet.cli.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.cli.output.Progress;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.simplify.SimplifyMode;

/** The texts of architectures, simplified as for scoring; each is written once, as samples of a space overlap. */
public final class ArchitectureTexts {
    private final Encoder encoder;
    private final Map<String, Map<String, String>> bySpace = new HashMap<>();

    public ArchitectureTexts(Encoder encoder) {
        this.encoder = encoder;
    }

    /**
     * One an architecture, in order.
     *
     * @param space its name
     * @param keys the architectures, as tables call them
     */
    public List<String> of(String space, List<String> keys) {
        return of(SearchSpaces.named(space), keys);
    }

    private <A> List<String> of(SearchSpace<A> space, List<String> keys) {
        Map<String, String> known = bySpace.computeIfAbsent(space.name(), name -> new ConcurrentHashMap<>());
        try (Progress progress = Progress.of(space.name() + " as text", keys.size())) {
            return keys.parallelStream()
                    .map(key -> {
                        String text = known.computeIfAbsent(key, unknown -> text(space, unknown));
                        progress.step();
                        return text;
                    })
                    .toList();
        }
    }

    private <A> String text(SearchSpace<A> space, String key) {
        return encoder.encode(space.toGraph(space.parse(key)).simplify(SimplifyMode.CANONICAL))
                .text();
    }
}
