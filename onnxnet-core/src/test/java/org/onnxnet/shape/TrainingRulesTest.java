package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.OpId;

class TrainingRulesTest {
    private static final Attribute NONE = Attribute.of("reduction", "none");

    private static NodeCase loss(String type, String scores, String labels) {
        return NodeCase.of(type, 13).floats(scores).input(ElementType.INT64, labels);
    }

    private static NodeCase training(String type) {
        return NodeCase.of(new OpId("ai.onnx.preview.training", type), 1);
    }

    @Test
    void aReducedLossIsAScalar() {
        assertThat(loss("NegativeLogLikelihoodLoss", "n 5 d", "n d").types()).containsExactly("FLOAT[]");
        assertThat(loss("SoftmaxCrossEntropyLoss", "n 5 d", "n d").outputs(2).types())
                .containsExactly("FLOAT[]", "FLOAT[nx5xd]");
    }

    @Test
    void otherwiseItIsAsTheLabels() {
        assertThat(loss("NegativeLogLikelihoodLoss", "n 5 6", "3 d").with(NONE).types())
                .containsExactly("FLOAT[3x6]");
        assertThat(loss("SoftmaxCrossEntropyLoss", "n 5 6", "3 d").with(NONE).types())
                .containsExactly("FLOAT[3x6]");
        assertThat(loss("SoftmaxCrossEntropyLoss", "n 5 6", "3 d").with(NONE).plainTypes())
                .containsExactly("FLOAT[3xd]");
    }

    @Test
    void labelsOfAnotherShapeContradict() {
        assertThat(loss("NegativeLogLikelihoodLoss", "2 5 6", "3 6").problem()).contains("2");
        assertThat(loss("NegativeLogLikelihoodLoss", "2 5", "2 6").problem()).contains("one dimension more");
        assertThat(loss("NegativeLogLikelihoodLoss", "2", "2").problem()).contains("at least 2 dimensions");
    }

    @Test
    void optimizersGiveTensorsAndStates() {
        NodeCase adam = training("Adam").floats("").scalar(0);
        for (int group = 0; group < 4; group++) {
            adam.floats("2").floats("3 n");
        }
        assertThat(adam.outputs(6).types())
                .containsExactly("FLOAT[2]", "FLOAT[3xn]", "FLOAT[2]", "FLOAT[3xn]", "FLOAT[2]", "FLOAT[3xn]");
        NodeCase momentum = training("Momentum").floats("").scalar(0);
        momentum.floats("2").input(ElementType.DOUBLE, "2").floats("4");
        assertThat(momentum.outputs(2).types()).containsExactly("FLOAT[2]", "FLOAT[4]");
        assertThat(training("Adagrad").floats("").scalar(0).floats("2").problem())
                .contains("3 inputs");
    }

    @Test
    void aGradientIsAsWhatItIsTakenBy() {
        NodeCase gradient = training("Gradient")
                .floats("2 n")
                .floats("3")
                .with(Attribute.ofStrings("xs", "x", "y"))
                .outputs(2);
        assertThat(gradient.types()).containsExactly("FLOAT[2xn]", "FLOAT[3]");
        assertThat(gradient.plainTypes()).containsExactly("?", "?");
    }
}
