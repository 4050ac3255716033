package org.onnxnet.bench.space.nasbenchmacro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.network.TracedNetwork;
import org.onnxnet.testing.SharedData;

class NasBenchMacroTest {
    private final NasBenchMacro space = new NasBenchMacro();

    /** Parameters and FLOPs of the published table; its FLOPs are ours without the bias of the classifier. */
    @Test
    void everyNetworkHasThePublishedSize() throws IOException {
        List<String> rows = Files.readAllLines(SharedData.path("data/nas/nasbench_macro.csv"));
        assertThat(rows.get(0)).isEqualTo("arch,cifar10_test_mean,std,params,flops");
        assertThat(rows).hasSize(1 + 6561);

        SoftAssertions softly = new SoftAssertions();
        for (String row : rows.subList(1, rows.size())) {
            String[] columns = row.split(",", -1);
            TracedNetwork network = space.trace(space.parse(columns[0]), space.defaults());
            softly.assertThat(network.parameters()).as(row).isEqualTo(Long.parseLong(columns[3]));
            softly.assertThat(network.macs() - 10).as(row).isEqualTo(Long.parseLong(columns[4]));
        }
        softly.assertAll();
    }

    @Test
    void hasTheLayersOfThePublishedCode() {
        OnnxGraph graph = space.toGraph(space.parse("10000002"));

        assertThat(graph.nodes().stream().map(node -> node.op().toString()).collect(Collectors.joining(" ")))
                .isEqualTo("Conv Relu Conv Relu Conv Relu Conv Conv Conv Conv Relu Conv Relu Conv Add Conv Relu "
                        + "GlobalAveragePool Reshape Gemm");
        assertThat(graph.outputs().get(0).shape()).hasToString("1x10");
    }

    @Test
    void numbersNetworksByTheirDigits() {
        assertThat(space.count()).isEqualTo(6561);
        assertThat(space.format(space.architecture(0))).isEqualTo("00000000");
        assertThat(space.format(space.architecture(5))).isEqualTo("00000012");
        assertThat(space.format(space.architecture(6560))).isEqualTo("22222222");
    }

    @ParameterizedTest
    @CsvSource({"10120210, 10120210", "00000000, 00000000", "01001020, 01010020", "20002012, 20020012"})
    void identitiesThatDoNothingMoveToTheEndOfTheirStage(String text, String form) {
        assertThat(space.canonicalForm(space.parse(text))).isEqualTo(form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0000000", "000000000", "00000003", "0000000a"})
    void malformedTextsAreErrors(String text) {
        assertThatThrownBy(() -> space.parse(text))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("wanted 8 digits");
    }

    @Test
    void theNumberOfLayersIsFixed() {
        assertThatThrownBy(() ->
                        space.toGraph(space.architecture(0), space.defaults().withLayers(3)))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("found 3 layers");
    }
}
