package org.onnxnet.bench.space.darts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.network.TracedNetwork;
import org.onnxnet.bench.space.NamedNetworks;

class NasBench301Test {
    private static final String DARTS_V2 =
            NamedNetworks.of("nasbench301").get(1).architecture();

    private final NasBench301 space = new NasBench301();

    @TestFactory
    Stream<DynamicTest> namedNetworksHaveTheirFigures() {
        return NamedNetworks.tests(space);
    }

    /** The published 3.3 M parameters of the network that DARTS trains on CIFAR-10. */
    @Test
    void theLargeNetworkHasThePublishedSize() {
        Genotype genotype = space.parse(DARTS_V2);
        TracedNetwork large =
                space.trace(genotype, space.defaults().withChannels(36).withLayers(20));

        assertThat(large.parameters()).isEqualTo(3_349_342);
        assertThat(large.macs()).isEqualTo(528_359_050);
    }

    @Test
    void readsAndWritesThePublishedText() {
        Genotype genotype = space.parse(DARTS_V2);

        assertThat(space.format(genotype)).isEqualTo(DARTS_V2);
        assertThat(space.parse(DARTS_V2.replace("[2, 3, 4, 5]", "range(2, 6)"))).isEqualTo(genotype);
    }

    @Test
    void readsAndWritesConfigurations() {
        Genotype genotype = space.parse(
                NamedNetworks.of("nasbench301").get(3).architecture()); // stored as a configuration by the benchmark

        Map<String, String> config = ConfigSpaceForm.of(genotype);

        assertThat(config)
                .hasSize(22)
                .containsEntry("NetworkSelectorDatasetInfo:darts:edge_normal_0", "skip_connect")
                .containsEntry("NetworkSelectorDatasetInfo:darts:edge_normal_3", "dil_conv_5x5")
                .containsEntry("NetworkSelectorDatasetInfo:darts:inputs_node_normal_5", "0_1")
                .containsEntry("NetworkSelectorDatasetInfo:darts:edge_reduce_11", "sep_conv_3x3")
                .containsEntry("NetworkSelectorDatasetInfo:darts:inputs_node_reduce_5", "0_2");
        assertThat(ConfigSpaceForm.parse(config)).isEqualTo(genotype);
        assertThat(space.parse(ConfigSpaceForm.toJson(genotype))).isEqualTo(genotype);
        assertThat(space.parse("{\"run_id\": 3, \"optimized_hyperparamater_config\": "
                        + ConfigSpaceForm.toJson(genotype) + ", \"info\": [{\"val_accuracy\": 93.1}]}"))
                .isEqualTo(genotype);
        assertThat(ConfigSpaceForm.parse(ConfigSpaceForm.of(space.parse(DARTS_V2))))
                .as("a configuration does not keep the order of a pair")
                .isEqualTo(space.parse(DARTS_V2).sorted());
    }

    @Test
    void configurationsThatDoNotFitAreErrors() {
        String json = ConfigSpaceForm.toJson(space.architecture(0));

        assertThatThrownBy(() -> space.parse("{}"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("edge_normal_0");
        assertThatThrownBy(() -> space.parse("{\"a\": "))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("'{\"a\":' is no configuration of NAS-Bench-301");
        assertThatThrownBy(() -> space.parse(json.replace("\"0_1\"", "\"1_0\"")))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("wanted a_b with a < b");
        assertThatThrownBy(() -> space.parse(json.replace("max_pool_3x3", "none")))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("an edge into node 2 is none");
    }

    /** Their networks and texts are those of the space darts. */
    @Test
    void refusesGenotypesThatTheBenchmarkDoesNotHave() {
        String none = DARTS_V2.replaceFirst("skip_connect", "none");
        String twice = DARTS_V2.replaceFirst(
                "\\('skip_connect', 0\\), \\('dil_conv_3x3', 2\\)", "('skip_connect', 2), ('dil_conv_3x3', 2)");

        assertThatThrownBy(() -> space.parse(none))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("not in NAS-Bench-301: an edge into node 4 is none")
                .hasMessageContaining("the space darts has it");
        assertThatThrownBy(() -> space.parse(twice))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("both edges into node 5 read node 2");
        Genotype genotype = new Darts().parse(twice);
        assertThatThrownBy(() -> space.validate(genotype)).isInstanceOf(BenchException.class);
        assertThatThrownBy(() -> space.indexOf(genotype)).isInstanceOf(BenchException.class);
        assertThatThrownBy(() -> space.toGraph(genotype)).isInstanceOf(BenchException.class);
        assertThatThrownBy(() -> ConfigSpaceForm.of(genotype)).isInstanceOf(BenchException.class);
    }

    @Test
    void numbersAllArchitectures() {
        assertThat(space.count()).isEqualTo(1_076_746_950_455_072_400L);
        for (long index : new long[] {0, 1, 179, 180, Numbering.CELLS, space.count() - 1}) {
            assertThat(space.indexOf(space.architecture(index))).isEqualTo(index);
        }
        assertThatThrownBy(() -> space.architecture(space.count())).isInstanceOf(BenchException.class);
        assertThat(space.indexOf(space.parse(DARTS_V2)))
                .isEqualTo(space.indexOf(space.parse(DARTS_V2).sorted()));
    }

    /** 16 edges with 6 other operations, and other inputs: 2 * (2 * 1 + 2 * 2 + 2 * 3). */
    @Test
    void neighboursDifferInOneOperationOrInput() {
        assertThat(space.neighbours(space.parse(DARTS_V2))).hasSize(96 + 24).doesNotHaveDuplicates();
    }

    @Test
    void theCanonicalFormForgetsOrder() {
        Genotype genotype = space.architecture(123_456_789_012_345L);
        List<Edge> swapped = new ArrayList<>(genotype.normal().edges());
        Collections.swap(swapped, 2, 3);

        Genotype other = new Genotype(new Cell(swapped), genotype.reduce());

        assertThat(other).isNotEqualTo(genotype);
        assertThat(space.canonicalForm(other)).isEqualTo(space.canonicalForm(genotype));
        assertThat(space.canonicalForm(genotype))
                .isNotEqualTo(space.canonicalForm(new Genotype(genotype.reduce(), genotype.normal())));
    }
}
