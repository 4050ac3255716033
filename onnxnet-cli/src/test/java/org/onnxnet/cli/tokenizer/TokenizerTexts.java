package org.onnxnet.cli.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.encoder.Component;
import org.onnxnet.encoder.Dialect;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.simplify.SimplifyMode;
import org.onnxnet.testing.RandomGraphs;

/** Texts of networks to build a tokenizer from: a few of each of some search spaces, and of random valid graphs. Always the same. */
final class TokenizerTexts {
    /** A space that is new must not give the models another tokenizer. */
    private static final List<String> SPACES = List.of(
            "nasbench101",
            "nasbench201",
            "nats-size",
            "nasbench301",
            "transnas-micro",
            "transnas-macro",
            "nasbench-macro",
            "metaqnn");

    private static final int NETWORKS = 20;
    private static final int RANDOM_GRAPHS = 200;
    private static final Encoder ENCODER = Encoder.with(Component.INPUTS, Component.PARAMETERS, Component.OUT_SHAPE)
            .dialect(Dialect.FOLDED);

    private TokenizerTexts() {}

    /** {@code FOLDED} texts by the name of the space. */
    static Map<String, List<String>> bySource() {
        Map<String, List<String>> texts = new TreeMap<>();
        SPACES.forEach(space -> texts.put(space, of(SearchSpaces.named(space))));
        texts.put(
                "random",
                IntStream.range(0, RANDOM_GRAPHS)
                        .mapToObj(seed -> new RandomGraphs.Recipe(seed, 1 + seed % 24).make())
                        .map(made -> ENCODER.encode(OnnxGraph.of(made.model())).text())
                        .toList());
        return texts;
    }

    private static <A> List<String> of(SearchSpace<A> space) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < NETWORKS; i++) {
            OnnxGraph network = space.toGraph(space.sample(random));
            texts.add(ENCODER.encode(network.simplify(SimplifyMode.CANONICAL)).text());
        }
        return texts;
    }
}
