package org.onnxnet.predictor.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.predictor.Cells;
import org.onnxnet.simplify.SimplifyMode;

class FeaturesTest {
    private static float feature(OnnxGraph network, String name) {
        int index = Features.names().indexOf(name);
        assertThat(index).as(name).isNotNegative();
        return Features.of(network)[index];
    }

    @Test
    void namesAreUnique() {
        assertThat(Features.names()).doesNotHaveDuplicates();
    }

    @Test
    void countsWhatIsThere() {
        OnnxGraph network = Cells.network(2, 4, List.of(3, 1), true);
        assertThat(feature(network, "count of conv")).isEqualTo(3);
        assertThat(feature(network, "count of pointwise conv")).isEqualTo(2);
        assertThat(feature(network, "most spatial")).isEqualTo(3);
        assertThat(feature(network, "fewest spatial")).isEqualTo(1);
        assertThat(feature(network, "log paths")).isEqualTo((float) Math.log(4));
        assertThat(feature(network, "log params")).isEqualTo((float) Math.log1p(4 * 27 + 2 * (4 * 36 + 16)));
    }

    @Test
    void doNotTellWhetherANormalisationWasFolded() {
        OnnxGraph raw = OnnxGraph.build(17, g -> {
            g.input(Value.tensor("x", ElementType.FLOAT, 1, 2, 4, 4));
            g.initializer(Tensor.ofFloats("w", Shape.of(2, 2, 1, 1), 1, 2, 3, 4));
            for (String name : List.of("scale", "bias", "mean", "var")) {
                g.initializer(Tensor.ofFloats(name, Shape.of(2), 1, 2));
            }
            String conv = g.op("Conv", List.of("x", "w"));
            String norm = g.op("BatchNormalization", List.of(conv, "scale", "bias", "mean", "var"));
            g.output(new Value(g.op("Relu", List.of(norm)), null));
        });
        OnnxGraph folded = raw.simplify(SimplifyMode.CANONICAL);
        assertThat(folded.statistics().parameters())
                .isNotEqualTo(raw.statistics().parameters());
        assertThat(Features.of(raw)).isEqualTo(Features.of(folded));
    }

    @Test
    void areThoseOfTheNetworkAndNotOfTheFile() {
        OnnxGraph network = Cells.network(2, 8, List.of(3, 3), true);
        assertThat(Features.of(network.simplify(SimplifyMode.CANONICAL))).isEqualTo(Features.of(network));
    }
}
