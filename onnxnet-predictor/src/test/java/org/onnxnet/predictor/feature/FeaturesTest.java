package org.onnxnet.predictor.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.OnnxGraph;
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
    void areThoseOfTheNetworkAndNotOfTheFile() {
        OnnxGraph network = Cells.network(2, 8, List.of(3, 3), true);
        assertThat(Features.of(network.simplify(SimplifyMode.CANONICAL))).isEqualTo(Features.of(network));
    }
}
