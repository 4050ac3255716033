package org.onnxnet.bench.space.darts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.network.Digest;
import org.onnxnet.bench.network.TracedNetwork;
import org.onnxnet.bench.space.NamedNetworks;

class DartsTest {
    private static final String DARTS_V2 =
            NamedNetworks.of("nasbench301").get(1).architecture();

    private static final String NONE = genotype(
            "none 0, sep_conv_3x3 0, none 1, skip_connect 1, none 2, max_pool_3x3 2, none 0, " + "none 1",
            "none 0, dil_conv_3x3 0, none 1, avg_pool_3x3 1, none 2, sep_conv_5x5 2, none 0, " + "skip_connect 1");

    private static final String TWICE = genotype(
            "sep_conv_3x3 0, sep_conv_3x3 0, avg_pool_3x3 1, avg_pool_3x3 1, skip_connect 2, "
                    + "skip_connect 2, max_pool_3x3 0, dil_conv_5x5 0",
            "skip_connect 0, skip_connect 0, max_pool_3x3 1, max_pool_3x3 1, dil_conv_3x3 2, "
                    + "sep_conv_5x5 2, avg_pool_3x3 0, skip_connect 1");

    private static final String UNREAD = genotype(
            "sep_conv_5x5 0, skip_connect 0, none 2, dil_conv_3x3 0, sep_conv_3x3 3, "
                    + "skip_connect 2, avg_pool_3x3 4, none 0",
            "max_pool_3x3 0, sep_conv_3x3 0, skip_connect 2, none 0, dil_conv_5x5 3, "
                    + "skip_connect 3, skip_connect 0, avg_pool_3x3 2");

    private final Darts space = new Darts();

    /** {@code op input, op input, ...} as the published text. */
    private static String genotype(String normal, String reduce) {
        return "Genotype(normal=[" + edges(normal) + "], normal_concat=[2, 3, 4, 5], reduce=[" + edges(reduce)
                + "], reduce_concat=[2, 3, 4, 5])";
    }

    private static String edges(String list) {
        return list.replaceAll("(\\w+) (\\d)", "('$1', $2)");
    }

    static Stream<Arguments> exports() {
        return Stream.of(
                Arguments.of("zeros on edges of stride 1 and 2", NONE, 583_082, 178, "70f1cede48e98929"),
                Arguments.of("both edges from one node", TWICE, 775_786, 218, "98a01c5c22e50fcf"),
                Arguments.of("an input that no edge reads", UNREAD, 738_154, 105, "1d69c32c41c135f8"));
    }

    /**
     * Measured on the network of DARTS with 32 channels and 8 cells, written in PyTorch from its description, as PyTorch 2.13.0
     * exports it and onnx-simplifier 0.7.3 leaves it.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("exports")
    void whatNasBench301DoesNotHaveEqualsTheExport(
            String name, String text, long parameters, int nodes, String digest) {
        TracedNetwork network =
                space.trace(space.parse(text), space.defaults().withChannels(32).withLayers(8));
        OnnxGraph graph = network.toGraph();

        assertThat(network.parameters()).isEqualTo(parameters);
        assertThat(graph.nodes()).hasSize(nodes);
        assertThat(Digest.of(graph)).isEqualTo(digest);
        assertThat(graph.check()).isEmpty();
    }

    /** The 3.3 M parameters of the publication are those of its default network. */
    @Test
    void theDefaultNetworkIsThatOfThePublication() {
        assertThat(space.trace(space.parse(DARTS_V2), space.defaults()).parameters())
                .isEqualTo(3_349_342);
    }

    @Test
    void whatNasBench301HasIsTheSameNetwork() {
        NasBench301 trained = new NasBench301();
        Genotype genotype = trained.architecture(123_456_789_012_345L);

        assertThat(space.toGraph(genotype, trained.defaults()).model())
                .isEqualTo(trained.toGraph(genotype).model());
    }

    /** 16 edges with 7 other operations, and other inputs: 2 * 2 * (1 + 2 + 3 + 4). */
    @Test
    void neighboursDifferInOneOperationOrInput() {
        assertThat(space.neighbours(space.parse(TWICE))).hasSize(112 + 40).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "('skip_connect', 0), ('dil_conv_3x3', 2); ('skip_connect', 0); found 7",
                "'skip_connect', 0; 'zero', 0; 'zero' is no operation",
                "('skip_connect', 0), ('dil_conv_3x3', 2); ('skip_connect', 0), ('dil_conv_3x3', 6); reads node 6",
                "('skip_connect', 0); (skip_connect, 0); is no edge",
                "normal_concat=[2, 3, 4, 5]; normal_concat=[2, 3, 4]; no such form"
            })
    void malformedTextsAreErrors(String part, String instead, String message) {
        String text = DARTS_V2.replaceFirst(Pattern.quote(part), instead);

        assertThat(text).isNotEqualTo(DARTS_V2);
        assertThatThrownBy(() -> space.parse(text))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("wanted Genotype(");
    }
}
