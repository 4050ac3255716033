package org.onnxnet.bench.space.metaqnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.network.CanonicalText;

class MetaQnnTest {
    private final MetaQnn space = new MetaQnn();

    @Test
    void aTextIsItsNetwork() {
        SequentialNetwork network = space.parse("[C(64,3,1), D(1,2), P(2,2), C(128,5,2),FC(32), D(2,2), SM(7)]");

        assertThat(CanonicalText.of(space.toGraph(network))).isEqualTo("""
                        Conv(X,W64x3x3x3,W64)[d=1,1;g=1;k=3,3;p=1,1,1,1;s=1,1]->1x64x32x32
                        Relu(n0)[]->1x64x32x32
                        MaxPool(n1)[k=2,2;p=0,0,0,0;s=2,2]->1x64x16x16
                        Conv(n2,W128x64x5x5,W128)[d=1,1;g=1;k=5,5;p=2,2,2,2;s=2,2]->1x128x8x8
                        Relu(n3)[]->1x128x8x8
                        Flatten(n4)[]->1x8192
                        Gemm(n5,W32x8192,W32)[tB=1]->1x32
                        Relu(n6)[]->1x32
                        Gemm(n7,W7x32,W7)[tB=1]->1x7
                        """);
        assertThat(space.format(network)).isEqualTo("[C(64,3,1), D(1,2), P(2,2), C(128,5,2), FC(32), D(2,2), SM(7)]");
        assertThat(space.canonicalForm(network)).isEqualTo("[C(64,3,1), P(2,2), C(128,5,2), FC(32), SM(7)]");
    }

    @Test
    void globalAveragePoolingIsAConvolutionAndAMean() {
        OnnxGraph graph = space.toGraph(space.parse("[GAP(10), SM(10)]"));

        assertThat(graph.nodes().stream().map(node -> node.op().toString()).collect(Collectors.joining(" ")))
                .isEqualTo("Conv Relu GlobalAveragePool Flatten Gemm");
    }

    /** The best network for CIFAR-10 of the publication (table A1). */
    @Test
    void readsAPublishedNetwork() {
        SequentialNetwork network = space.parse("[C(512,5,1), C(256,3,1), C(256,5,1), C(256,3,1), P(5,3), C(512,3,1), "
                + "C(512,5,1), P(2,2), SM(10)]");

        assertThat(Agent.makes(network)).isTrue();
        assertThat(space.trace(network, space.defaults()).parameters())
                .isEqualTo(expected(3, 512, 5)
                        + expected(512, 256, 3)
                        + expected(256, 256, 5)
                        + expected(256, 256, 3)
                        + expected(256, 512, 3)
                        + expected(512, 512, 5)
                        + 5 * 5 * 512 * 10
                        + 10);
    }

    private static long expected(int in, int out, int size) {
        return (long) in * out * size * size + out;
    }

    /** There are so many networks of 18 layers that some are among 300. */
    @Test
    void samplesAreOfTheAgentAndOfAllLengths() {
        List<SequentialNetwork> samples = space.samples(7).limit(300).toList();

        assertThat(samples).allMatch(Agent::makes);
        assertThat(samples.stream().mapToInt(network -> network.layers().size()).max())
                .hasValue(19);
        assertThat(space.agentCount()).isGreaterThan(BigInteger.TEN.pow(18));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[SM(10)]; true",
                "[P(2,2), SM(10)]; false",
                "[C(64,3,1), P(2,2), P(2,2), SM(10)]; false",
                "[C(64,3,1), FC(128), SM(10)]; false",
                "[C(64,3,1), P(5,3), C(64,3,1), P(2,2), FC(128), SM(10)]; true",
                "[C(64,3,1), P(5,3), C(64,3,1), P(2,2), FC(128), FC(256), SM(10)]; false",
                "[C(64,3,1), P(5,3), C(64,3,1), P(2,2), FC(256), FC(128), FC(128), SM(10)]; false",
                "[C(64,3,2), SM(10)]; false",
                "[C(64,3,1), D(1,1), SM(10)]; true",
                "[C(64,3,1), SM(100)]; false"
            })
    void theAgentKeepsItsRules(String text, boolean makes) {
        assertThat(Agent.makes(space.parse(text))).isEqualTo(makes);
    }

    @Test
    void neighboursAreOneLayerAway() {
        SequentialNetwork network = space.parse("[C(64,3,1), D(1,1), P(2,2), SM(10)]");

        assertThat(space.neighbours(network).map(space::format))
                .contains(
                        "[C(512,5,1), D(1,1), P(2,2), SM(10)]",
                        "[C(64,3,1), D(1,1), SM(10)]",
                        "[C(64,3,1), D(1,1), C(128,1,1), P(2,2), SM(10)]",
                        "[C(64,3,1), D(1,1), P(2,2), GAP(10), SM(10)]")
                .doesNotContain("[D(1,1), P(2,2), SM(10)]", "[C(64,3,1), D(1,1), P(2,2), P(2,2), SM(10)]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "C(64,3,1), SM(10)",
                "[]",
                "[C(64,3,1)]",
                "[SM(10), SM(10)]",
                "[SM(10), D(1,2)]",
                "[FC(10), C(64,3,1), SM(10)]",
                "[GAP(10), FC(10), SM(10)]",
                "[C(64,3), SM(10)]",
                "[X(64,3,1), SM(10)]",
                "[C(0,3,1), SM(10)]",
                "[C(64,3,1) SM(10)]",
                "[C(99999999999,3,1), SM(10)]"
            })
    void malformedTextsAreErrors(String text) {
        assertThatThrownBy(() -> space.parse(text))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("found")
                .hasMessageContaining("wanted");
    }

    @Test
    void networksThatDoNotFitTheirImageAreErrors() {
        assertThatThrownBy(() -> space.toGraph(space.parse("[P(33,1), SM(10)]")))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("does not fit");
        assertThatThrownBy(() ->
                        space.toGraph(space.parse("[SM(10)]"), space.defaults().withClasses(3)))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("no options");
    }
}
