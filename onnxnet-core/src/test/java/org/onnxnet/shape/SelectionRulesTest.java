package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;

class SelectionRulesTest {
    private static final Tensor FLAGS =
            Tensor.ofRaw("", ElementType.BOOL, Shape.of(3), Bytes.wrap(new byte[] {1, 0, 1}));

    @Test
    void gatherPutsTheIndicesInPlaceOfTheAxis() {
        assertThat(Probe.of("Gather", 13)
                        .tensor("5xN")
                        .tensor(ElementType.INT64, "2x3")
                        .shape())
                .isEqualTo("2x3xN");
        assertThat(Probe.of("Gather", 13)
                        .tensor("5xN")
                        .tensor(ElementType.INT64, "")
                        .with(Attribute.of("axis", -1))
                        .shape())
                .isEqualTo("5");
    }

    @Test
    void gatherFollowsValues() {
        assertThat(Probe.of("Gather", 13).symbols("n 3 m").scalar(-1).value()).isEqualTo("INT64[]{m}");
        assertThat(Probe.of("Gather", 13).symbols("n 3 m").longs(2, 0).value()).isEqualTo("INT64[2]{m, n}");
        assertThat(Probe.of("Gather", 13).symbols("n 3 m").scalar(3).problem()).isEqualTo("axis 3 is not in -3 to 2");
    }

    @Test
    void gatherElementsHasTheShapeOfTheIndices() {
        assertThat(Probe.of("GatherElements", 13)
                        .tensor("5x4")
                        .tensor(ElementType.INT64, "2x4")
                        .shape())
                .isEqualTo("2x4");
        assertThat(Probe.of("GatherElements", 13)
                        .symbols("n 3 m")
                        .longs(2, 2, 0)
                        .value())
                .isEqualTo("INT64[3]{m, m, n}");
    }

    @Test
    void gatherNdPicksBehindTheIndices() {
        assertThat(Probe.of("GatherND", 13)
                        .tensor("2x3x4")
                        .tensor(ElementType.INT64, "7x2")
                        .shape())
                .isEqualTo("7x4");
        assertThat(Probe.of("GatherND", 13)
                        .tensor("2x3x4")
                        .tensor(ElementType.INT64, "2x1")
                        .with(Attribute.of("batch_dims", 1))
                        .shape())
                .isEqualTo("2x4");
        assertThat(Probe.of("GatherND", 13)
                        .tensor("2x3")
                        .tensor(ElementType.INT64, "2x3")
                        .problem())
                .contains("rank 2");
        Tensor rows = Tensor.ofLongs("", Shape.of(2, 1), 2, 0);
        assertThat(Probe.of("GatherND", 13).symbols("n 3 m").constant(rows).value())
                .isEqualTo("INT64[2]{m, n}");
    }

    @Test
    void scatterKeepsTheShape() {
        assertThat(Probe.of("ScatterElements", 18)
                        .tensor("5xN")
                        .tensor(ElementType.INT64, "1x1")
                        .tensor("1x1")
                        .shape())
                .isEqualTo("5xN");
        Tensor where = Tensor.ofLongs("", Shape.of(1, 1), 1);
        assertThat(Probe.of("ScatterND", 18)
                        .symbols("n 3 m")
                        .constant(where)
                        .longs(9)
                        .value())
                .isEqualTo("INT64[3]{n, 9, m}");
    }

    @Test
    void topCountWasAnAttributeBeforeVersion10() {
        assertThat(Probe.of("TopK", 1)
                        .tensor("3x9")
                        .outputs(2)
                        .with(Attribute.of("k", 4))
                        .types())
                .containsExactly("FLOAT[3x4]", "INT64[3x4]");
        assertThat(Probe.of("TopK", 11)
                        .tensor("3x9")
                        .longs(4)
                        .with(Attribute.of("axis", 0))
                        .problem())
                .contains("the top 4 of 3 elements");
        assertThat(Probe.of("TopK", 11).tensor("3xN").longs(4).shape()).isEqualTo("3x4");
        assertThat(Probe.of("TopK", 11)
                        .tensor("3x9")
                        .tensor(ElementType.INT64, "1")
                        .shape())
                .isEqualTo("3x?");
        assertThat(Probe.of("TopK", 11)
                        .plain()
                        .tensor("3x9")
                        .tensor(ElementType.INT64, "1")
                        .shape())
                .isEqualTo("?x?");
    }

    @Test
    void compressCountsItsCondition() {
        assertThat(Probe.of("Compress", 11)
                        .tensor("3x4")
                        .constant(FLAGS)
                        .with(Attribute.of("axis", 0))
                        .shape())
                .isEqualTo("2x4");
        assertThat(Probe.of("Compress", 11)
                        .tensor("3x4")
                        .tensor(ElementType.BOOL, "3")
                        .shape())
                .isEqualTo("?");
    }

    @Test
    void oneHotInsertsTheDepth() {
        Tensor values = Tensor.ofFloats("", Shape.of(2), 0, 1);
        assertThat(Probe.of("OneHot", 11)
                        .tensor(ElementType.INT64, "2x3")
                        .scalar(10)
                        .constant(values)
                        .type())
                .isEqualTo("FLOAT[2x3x10]");
        assertThat(Probe.of("OneHot", 11)
                        .tensor(ElementType.INT64, "2x3")
                        .symbols("n")
                        .constant(values)
                        .with(Attribute.of("axis", 0))
                        .shape())
                .isEqualTo("nx2x3");
    }

    @Test
    void nonZeroIsKnownForKnownValues() {
        assertThat(Probe.of("NonZero", 13).tensor("2x3").type()).isEqualTo("INT64[2x?]");
        assertThat(Probe.of("NonZero", 13).longs(0, 5, 7).value()).isEqualTo("INT64[1x2]{1, 2}");
    }

    @Test
    void uniqueCountsKnownValues() {
        assertThat(Probe.of("Unique", 11).longs(3, 3, 1).outputs(4).types())
                .containsExactly("INT64[2]", "INT64[2]", "INT64[3]", "INT64[2]");
        assertThat(Probe.of("Unique", 11).tensor("2x3").outputs(3).types())
                .containsExactly("FLOAT[?]", "INT64[?]", "INT64[6]");
        Tensor rows = Tensor.ofLongs("", Shape.of(3, 2), 1, 2, 1, 2, 3, 4);
        assertThat(Probe.of("Unique", 11)
                        .constant(rows)
                        .with(Attribute.of("axis", 0))
                        .shape())
                .isEqualTo("2x2");
    }

    /** Each node doubles the rank of the one before. */
    @Test
    void aChainThatDoublesTheRankEnds() {
        Model model = GraphBuilder.model(17, g -> {
            String x = g.input("x", ElementType.INT64, 1, 1, 1);
            for (int i = 0; i < 64; i++) {
                x = g.op("Gather", List.of(x, x));
            }
            g.output(new Value(x, null));
        });
        InferredTypes types = ShapeInference.standard().infer(model);
        assertThat(types.problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("more than 1024"));
    }
}
