package org.onnxnet.bench.space.transnas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.network.ImageShape;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.network.Weights;
import org.onnxnet.bench.space.NamedNetworks;
import org.onnxnet.graph.Node;

class TransNasMicroTest {
    private final TransNasMicro space = new TransNasMicro();

    @TestFactory
    Stream<DynamicTest> namedNetworksHaveTheirFigures() {
        return NamedNetworks.tests(space);
    }

    @Test
    void numbersCellsByTheirDigits() {
        assertThat(space.count()).isEqualTo(4096);
        assertThat(space.format(space.architecture(0))).isEqualTo("64-41414-0_00_000");
        assertThat(space.format(space.architecture(1))).isEqualTo("64-41414-0_00_001");
        assertThat(space.format(space.architecture(4095))).isEqualTo("64-41414-3_33_333");
        assertThat(space.enumerate())
                .doesNotHaveDuplicates()
                .allMatch(cell -> space.architecture(space.indexOf(cell)).equals(cell));
    }

    /** Cells whose every path from the input begins with an edge of zeros give a constant where channels change. */
    @Test
    void nodeCountsOverTheSpace() {
        IntSummaryStatistics nodes = space.enumerate()
                .mapToInt(cell -> space.toGraph(cell).nodes().size())
                .summaryStatistics();

        assertThat(nodes.getMax()).isEqualTo(214);
        assertThat(nodes.getAverage()).isCloseTo(176.52, offset(0.005));
    }

    @Test
    void networksWithAConstantOutputHaveNoNodes() {
        List<OnnxGraph> constant = space.enumerate()
                .filter(cell -> cell.edge(0, 1) == MicroOperation.NONE
                        && cell.edge(0, 2) == MicroOperation.NONE
                        && cell.edge(0, 3) == MicroOperation.NONE)
                .map(space::toGraph)
                .toList();

        assertThat(constant).hasSize(64).allSatisfy(graph -> {
            assertThat(graph.nodes()).isEmpty();
            assertThat(graph.inputs()).isEmpty();
            assertThat(graph.check()).isEmpty();
        });
        assertThat(space.trace(space.architecture(63), space.defaults()).parameters())
                .isPositive();
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void hasAHeadForEveryTask(Task task) {
        MicroCell cell = space.parse("64-41414-1_02_333");
        NetworkOptions options = task.options(space.defaults());

        OnnxGraph graph = space.toGraph(cell, options);

        assertThat(graph.check()).isEmpty();
        assertThat(graph.types().problems()).isEmpty();
        String output = String.valueOf(graph.outputs().get(0).shape());
        assertThat(graph.types().shape(graph.outputs().get(0).name())).hasToString(output);
        assertThat(output)
                .isEqualTo(
                        switch (task) {
                            case CLASS_OBJECT -> "1x100";
                            case CLASS_SCENE -> "1x63";
                            case ROOM_LAYOUT -> "1x9";
                            case JIGSAW -> "1x1000";
                            case SEGMENTSEMANTIC -> "1x17x256x256";
                            case NORMAL, AUTOENCODER -> "1x3x256x256";
                        });
        assertThat(space.toGraph(cell, options.withWeights(Weights.initializers(1)))
                        .check())
                .isEmpty();
    }

    /** The nine tiles of a jigsaw go through one encoder. */
    @Test
    void tilesShareTheirParameters() {
        MicroCell cell = space.parse("64-41414-3_33_333");
        long encoder = space.trace(cell, space.defaults().withClasses(1)).parameters() - (512 + 1);

        OnnxGraph graph = space.toGraph(cell, Task.JIGSAW.options(space.defaults()));

        assertThat(space.trace(cell, Task.JIGSAW.options(space.defaults())).parameters())
                .isEqualTo(encoder + 9 * 512 * 1000 + 1000);
        assertThat(graph.inputs().get(0).shape()).hasToString("1x9x3x64x64");
        List<Node> convolutions = graph.nodes().stream()
                .filter(node -> node.op().toString().equals("Conv"))
                .toList();
        assertThat(convolutions).hasSize(9 * 62);
        assertThat(convolutions.stream().map(node -> node.inputs().get(1)).distinct())
                .hasSize(62);
    }

    @Test
    void imagesThatAHeadCannotTakeAreErrors() {
        assertThatThrownBy(() -> space.toGraph(
                        space.architecture(4095),
                        space.defaults().withHead("normal").withImage(new ImageShape(3, 512, 2))))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("wanted 2 to 6 for head 'normal'");
    }

    @Test
    void theCanonicalFormForgetsWhatIsNotComputed() {
        assertThat(space.canonicalForm(space.parse("64-41414-2_30_011")))
                .as("nodes 1 and 2 in the other order")
                .isEqualTo(space.canonicalForm(space.parse("64-41414-3_20_011")));
        assertThat(space.canonicalForm(space.parse("64-41414-2_00_030")))
                .as("node 2 is zeros")
                .isEqualTo(space.canonicalForm(space.parse("64-41414-2_00_031")));
        assertThat(space.canonicalForm(space.parse("64-41414-2_20_011")))
                .isNotEqualTo(space.canonicalForm(space.parse("64-41414-2_21_011")));
        assertThat(space.canonicalForm(space.parse("64-41414-1_00_010")))
                .isNotEqualTo(space.canonicalForm(space.parse("64-41414-2_00_010")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "64-41414-1_02_33",
                "64-41414-1_02_334",
                "64-1234-basic",
                "64-41414-1_02_333 ",
                "32-41414-1_02_333"
            })
    void malformedTextsAreErrors(String text) {
        assertThatThrownBy(() -> space.parse(text))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("wanted 64-41414-d_dd_ddd");
    }
}
