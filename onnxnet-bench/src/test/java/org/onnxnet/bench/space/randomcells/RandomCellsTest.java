package org.onnxnet.bench.space.randomcells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.network.CanonicalText;
import org.onnxnet.bench.space.nasbench201.NasBench201;

class RandomCellsTest {
    private final RandomCells space = new RandomCells();

    @Test
    void aTextIsItsNetwork() {
        CellNetwork network = space.parse("c8,s2,l1,pooled,post;|sep_conv_3x3~0|+|max_pool_3x3~0|skip~1|");

        assertThat(CanonicalText.of(space.toGraph(network))).isEqualTo("""
                        Conv(X,W8x3x3x3,W8)[d=1,1;g=1;k=3,3;p=1,1,1,1;s=1,1]->1x8x32x32
                        Relu(n0)[]->1x8x32x32
                        Conv(n1,W8x1x3x3)[d=1,1;g=8;k=3,3;p=1,1,1,1;s=1,1]->1x8x32x32
                        Conv(n2,W8x8x1x1,W8)[d=1,1;g=1;k=1,1;p=0,0,0,0;s=1,1]->1x8x32x32
                        Relu(n3)[]->1x8x32x32
                        MaxPool(n1)[k=3,3;p=1,1,1,1;s=1,1]->1x8x32x32
                        Add(n5,n4)[]->1x8x32x32
                        MaxPool(n6)[k=2,2;p=0,0,0,0;s=2,2]->1x8x16x16
                        Conv(n7,W16x8x1x1,W16)[d=1,1;g=1;k=1,1;p=0,0,0,0;s=1,1]->1x16x16x16
                        Relu(n8)[]->1x16x16x16
                        Conv(n9,W16x1x3x3)[d=1,1;g=16;k=3,3;p=1,1,1,1;s=1,1]->1x16x16x16
                        Conv(n10,W16x16x1x1,W16)[d=1,1;g=1;k=1,1;p=0,0,0,0;s=1,1]->1x16x16x16
                        Relu(n11)[]->1x16x16x16
                        MaxPool(n9)[k=3,3;p=1,1,1,1;s=1,1]->1x16x16x16
                        Add(n13,n12)[]->1x16x16x16
                        GlobalAveragePool(n14)[]->1x16x1x1
                        Reshape(n15,I[1,-1])[]->1x16
                        Gemm(n16,W10x16,W10)[tB=1]->1x10
                        """);
    }

    /** With its skeleton, a cell of NAS-Bench-201 without its {@code none} is the network of that space. */
    @Test
    void holdsTheNetworksOfNasBench201() {
        NasBench201 published = new NasBench201();
        String cell = "|nor_conv_3x3~0|+|skip_connect~0|nor_conv_1x1~1|+|avg_pool_3x3~0|nor_conv_3x3~1|skip_connect~2|";
        String same = cell.replace("nor_", "").replace("skip_connect", "skip");

        assertThat(CanonicalText.of(space.toGraph(space.parse("c16,s3,l5,residual,pre;" + same))))
                .isEqualTo(CanonicalText.of(published.toGraph(published.parse(cell))));
    }

    @Test
    void nodesThatNothingReachesLeaveNothing() {
        String unreached = "c8,s2,l2,strided,pre;|none~0|+|conv_1x1~0|conv_5x5~1|";
        String alone = "c8,s2,l2,strided,pre;|conv_1x1~0|+|none~0|skip~1|";

        assertThat(CanonicalText.of(space.toGraph(space.parse(unreached))))
                .isEqualTo(CanonicalText.of(space.toGraph(space.parse(alone))));
        assertThat(space.canonicalForm(space.parse(unreached))).isEqualTo(space.canonicalForm(space.parse(alone)));
    }

    @ParameterizedTest
    @CsvSource({
        // The order of terms, and sums inside sums.
        "l1 |skip~0|+|avg_pool_3x3~0|conv_3x3~1|+|skip~0|none~1|none~2|+|none~0|none~1|skip~2|conv_1x1~3|,"
                + "l1 |skip~0|+|skip~0|none~1|+|avg_pool_3x3~0|conv_3x3~1|conv_1x1~2|",
        // Two cells of one convolution, and one cell of two.
        "l2 |none~0|+|conv_3x3~0|none~1|,l1 |conv_3x3~0|+|none~0|conv_3x3~1|",
        // The identity, any number of times.
        "l1 |skip~0|+|none~0|skip~1|,l6 |none~0|+|skip~0|none~1|",
    })
    void equalNetworksHaveOneForm(String one, String other) {
        assertThat(form(one)).isEqualTo(form(other));
    }

    @ParameterizedTest
    @CsvSource({
        "l1 |conv_3x3~0|+|skip~0|conv_1x1~1|,l1 |conv_1x1~0|+|skip~0|conv_3x3~1|",
        "l1 |skip~0|+|skip~0|conv_1x1~1|,l1 |skip~0|+|none~0|conv_1x1~1|",
        "l1 |skip~0|+|skip~0|skip~1|,l1 |skip~0|+|none~0|skip~1|",
        "l1 |conv_3x3~0|+|none~0|conv_3x3~1|,l2 |conv_3x3~0|+|none~0|conv_3x3~1|",
    })
    void othersHaveOthers(String one, String other) {
        assertThat(form(one)).isNotEqualTo(form(other));
    }

    private String form(String layersAndCell) {
        return space.canonicalForm(space.parse(layersAndCell.replaceFirst("l(\\d) ", "c16,s3,l$1,residual,pre;")));
    }

    @Test
    void samplesAreOfAnySizeAndOfFewOperations() {
        List<CellNetwork> networks = space.samples(1).limit(2_000).toList();

        everyValueOften(networks, 8, network -> network.skeleton().channels());
        everyValueOften(networks, 3, network -> network.skeleton().stages());
        everyValueOften(networks, 6, network -> network.skeleton().layers());
        everyValueOften(networks, 3, network -> network.skeleton().reduction());
        everyValueOften(networks, 2, network -> network.skeleton().order());
        everyValueOften(networks, 4, network -> network.cell().nodes());
        assertThat(networks)
                .allSatisfy(network ->
                        assertThat(network.cell().edges().stream().distinct()).hasSizeLessThanOrEqualTo(5));
        assertThat(networks.stream()
                        .flatMap(network -> network.cell().edges().stream())
                        .distinct())
                .containsExactlyInAnyOrder(Operation.values());
    }

    private static void everyValueOften(List<CellNetwork> networks, int values, Function<CellNetwork, Object> choice) {
        Map<Object, Long> counts = networks.stream().collect(Collectors.groupingBy(choice, Collectors.counting()));
        assertThat(counts).hasSize(values);
        assertThat(counts.values()).allMatch(count -> count > 100);
    }

    @Test
    void refusesASizeBesideThatOfTheArchitecture() {
        CellNetwork network = space.samples(1).findFirst().orElseThrow();
        assertThatThrownBy(() -> space.toGraph(network, space.defaults().withLayers(3)))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("layers is 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "c16,s3,l5,residual,pre ! wanted a skeleton, ';' and a cell",
                "c16,s3,residual,pre;|skip~0|+|skip~0|skip~1| ! is no skeleton",
                "c12,s3,l5,residual,pre;|skip~0|+|skip~0|skip~1| ! channels is 12, wanted a multiple of 8",
                "c72,s3,l5,residual,pre;|skip~0|+|skip~0|skip~1| ! channels is 72, wanted 8 to 64",
                "c16,s5,l5,residual,pre;|skip~0|+|skip~0|skip~1| ! stages is 5, wanted 2 to 4",
                "c16,s3,l0,residual,pre;|skip~0|+|skip~0|skip~1| ! layers is 0, wanted 1 to 6",
                "c16,s3,l5,dense,pre;|skip~0|+|skip~0|skip~1| ! found 'dense', wanted one of [residual, strided, pooled]",
                "c16,s3,l5,residual,pre;|skip~0| ! found 2 nodes with 1 edges",
                "c16,s3,l5,residual,pre;|skip~0|+|skip~0| ! node 2 wants 2 edges",
                "c16,s3,l5,residual,pre;|skip~0|+|skip~1|skip~0| ! found edge 'skip~1', wanted an operation and ~0",
                "c16,s3,l5,residual,pre;|conv~0|+|skip~0|skip~1| ! found operation 'conv', wanted one of none, skip",
                "c16,s3,l5,residual,pre;|none~0|+|none~0|skip~1| ! does not depend on its input",
            })
    void malformedTextsAreErrors(String text, String message) {
        assertThatThrownBy(() -> space.parse(text))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining(message);
    }
}
