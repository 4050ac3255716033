package org.onnxnet.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onnxnet.graph.OpId;

class OperatorMeaningTest {
    @ParameterizedTest
    @CsvSource({
        // More types only.
        "Relu, 14, 6",
        "Conv, 22, 1",
        "Add, 14, 7",
        // Another default of axis, and no flattening any more.
        "Softmax, 12, 1",
        "Softmax, 13, 13",
        // Axes became an input.
        "ReduceMean, 17, 1",
        "ReduceMean, 18, 18",
        // Broadcasting changed, the definition reads alike.
        "PRelu, 6, 6",
        "PRelu, 16, 7",
        // Not in the standard.
        "Unheard, 15, 15"
    })
    void goesBackToWhereTheMeaningChanged(String type, long opset, long since) {
        assertThat(OperatorMeaning.since(OpId.of(type), opset)).isEqualTo(since);
    }
}
