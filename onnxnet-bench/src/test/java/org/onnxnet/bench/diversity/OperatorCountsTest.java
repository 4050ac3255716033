package org.onnxnet.bench.diversity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.space.transnas.TransNasMacro;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class OperatorCountsTest {
    @Test
    void countsTheOperatorsOfANetwork() {
        TransNasMacro space = new TransNasMacro();

        OperatorCounts counts = OperatorCounts.of(space.toGraph(space.parse("64-1234-basic")));

        assertThat(counts.counts())
                .isEqualTo(Map.of(
                        "Add", 8L, "Conv", 21L, "Gemm", 1L, "GlobalAveragePool", 1L, "Relu", 17L, "Reshape", 1L));
        assertThat(counts.total()).isEqualTo(49);
        assertThat(counts.shares().get("Add")).isEqualTo(8 / 49.0);
    }

    @Test
    void constantsDoNotCount() {
        OnnxGraph graph = OnnxGraph.build(17, g -> {
            String one = g.op("Constant", List.of(), Attribute.of("value", Tensor.ofFloats("one", Shape.SCALAR, 1f)));
            String sum = g.op("Add", List.of(g.input("x", ElementType.FLOAT, 2), one));
            g.output(new Value(sum, ValueType.tensor(ElementType.FLOAT, Shape.of(2))));
        });

        assertThat(OperatorCounts.of(graph).counts()).isEqualTo(Map.of("Add", 1L));
    }

    @Test
    void largerNetworksWeighMoreWherePooled() {
        OperatorCounts small = counts(Map.of("Relu", 1L));
        OperatorCounts large = counts(Map.of("Conv", 2L, "Relu", 1L));

        assertThat(OperatorCounts.pooled(List.of(small, large)).shares()).isEqualTo(Map.of("Conv", 0.5, "Relu", 0.5));
        assertThat(OperatorCounts.pooled(List.of()).shares()).isEmpty();
    }

    static OperatorCounts counts(Map<String, Long> counts) {
        return new OperatorCounts(new TreeMap<>(counts));
    }
}
