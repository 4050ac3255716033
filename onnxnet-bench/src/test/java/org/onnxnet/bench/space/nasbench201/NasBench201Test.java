package org.onnxnet.bench.space.nasbench201;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.network.ImageShape;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.space.NamedNetworks;

class NasBench201Test {
    private static final String LEFTOVERS = "|skip_connect~0|+|skip_connect~0|none~1|+|none~0|none~1|nor_conv_3x3~2|";

    private final NasBench201 space = new NasBench201();

    @TestFactory
    Stream<DynamicTest> namedNetworksHaveTheirFigures() {
        return NamedNetworks.tests(space);
    }

    @ParameterizedTest
    @CsvSource({
        "0, |avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|",
        "9, |avg_pool_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_3x3~2|",
        "123, |avg_pool_3x3~0|+|avg_pool_3x3~0|nor_conv_1x1~1|+|none~0|avg_pool_3x3~1|nor_conv_3x3~2|",
        "1462, |nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|",
        "6111, |nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_1x1~2|",
        "9930, |nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|",
        "13714, |nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_1x1~1|nor_conv_3x3~2|",
        "15624, |nor_conv_1x1~0|+|none~0|nor_conv_1x1~1|+|none~0|nor_conv_1x1~1|nor_conv_1x1~2|"
    })
    void numbersArchitecturesAsThePublishedTablesDo(long index, String text) {
        assertThat(space.format(space.architecture(index))).isEqualTo(text);
        assertThat(space.indexOf(space.parse(text))).isEqualTo(index);
    }

    @Test
    void listsAllArchitecturesInThePublishedOrder() throws Exception {
        String list = space.enumerate().map(space::format).collect(Collectors.joining("\n"));

        byte[] md5 = MessageDigest.getInstance("MD5").digest(list.getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(md5)).isEqualTo("1985aacc268bf045d31ddeecaaac0dc0");
        assertThat(list.lines()).hasSize(15_625).doesNotHaveDuplicates();
    }

    @Test
    void everyArchitectureIsReadBackFromItsTextAndNumber() {
        space.enumerate().forEach(cell -> {
            assertThat(space.parse(space.format(cell))).isEqualTo(cell);
            assertThat(space.architecture(space.indexOf(cell))).isEqualTo(cell);
        });
    }

    @Test
    void hasThePublishedNumberOfClasses() {
        List<Cell> all = space.enumerate().toList();

        assertThat(all.stream().map(CanonicalForm.ISOMORPHISM::of).distinct()).hasSize(12_751);
        assertThat(all.stream().map(CanonicalForm.ZERO_IS_ZERO::of).distinct()).hasSize(6_466);
        assertThat(space.canonicalForm(all.get(0))).isEqualTo(CanonicalForm.ISOMORPHISM.of(all.get(0)));
    }

    @Test
    void parametersOverTheSpaceAddUp() {
        List<Long> parameters = space.enumerate()
                .map(cell -> space.trace(cell, space.defaults()).parameters())
                .toList();

        assertThat(parameters.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add))
                .isEqualTo(6_227_406_250L);
        assertThat(parameters.stream().distinct()).hasSize(28).contains(73_306L, 1_531_546L);
        assertThat(parameters).allMatch(p -> p >= 73_306 && p <= 1_531_546);
    }

    @Test
    void neighboursDifferInOneEdge() {
        Cell cell = space.architecture(6111);

        List<Cell> neighbours = space.neighbours(cell).toList();

        assertThat(neighbours).hasSize(24).doesNotHaveDuplicates().allSatisfy(other -> {
            long different = java.util.stream.IntStream.range(0, Cell.EDGES)
                    .filter(edge -> other.edges().get(edge) != cell.edges().get(edge))
                    .count();
            assertThat(different).isEqualTo(1);
        });
    }

    /** onnx-simplifier leaves equal multiplications by 0 after one run and merges them in a second. */
    @Test
    void fullCseMergesWhatOneRunLeaves() {
        Cell cell = space.parse(LEFTOVERS);

        assertThat(space.toGraph(cell).nodes()).hasSize(125);
        assertThat(space.toGraph(cell, space.defaults().withFullCse(true)).nodes())
                .hasSize(110);
    }

    @Test
    void givesTheFeaturesToo() {
        OnnxGraph graph = space.toGraph(space.architecture(0), space.defaults().withHead(Layers.FEATURES_AND_LOGITS));

        assertThat(graph.outputs()).hasSize(2);
        assertThat(graph.outputs().get(0).shape()).hasToString("1x64");
        assertThat(graph.outputs().get(1).shape()).hasToString("1x10");
        assertThat(graph.check()).isEmpty();
    }

    @Test
    void scalesAsAsked() {
        NetworkOptions options =
                space.defaults().withChannels(8).withLayers(1).withClasses(120).withImage(new ImageShape(3, 16, 16));

        OnnxGraph graph = space.toGraph(space.architecture(1462), options);

        assertThat(graph.inputs().get(0).shape()).hasToString("1x3x16x16");
        assertThat(graph.outputs().get(0).shape()).hasToString("1x120");
        assertThat(graph.types().problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "|none~0|",
                "|none~0|+|none~0|none~1|+|none~0|none~1|",
                "|none~0|+|none~0|none~1|+|none~0|none~1|none~3|",
                "|none~0|+|none~0|none~1|+|none~0|none~1|conv~2|",
                "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|+",
                "none~0+none~0|none~1+none~0|none~1|none~2"
            })
    void malformedTextsAreErrors(String text) {
        assertThatThrownBy(() -> space.parse(text))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("'" + text + "' is no NAS-Bench-201 cell")
                .hasMessageContaining("wanted |op~0|");
    }

    @Test
    void whatDoesNotFitIsAnError() {
        assertThatThrownBy(() -> space.architecture(15_625)).hasMessageContaining("wanted 0 to 15624");
        assertThatThrownBy(() ->
                        space.toGraph(space.architecture(0), space.defaults().withHead("jigsaw")))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("jigsaw")
                .hasMessageContaining(Layers.FEATURES_AND_LOGITS);
        assertThatThrownBy(() ->
                        space.toGraph(space.architecture(0), space.defaults().withImage(new ImageShape(3, 1, 1))))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("does not fit");
    }
}
