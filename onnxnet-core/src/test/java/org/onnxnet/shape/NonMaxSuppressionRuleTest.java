package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class NonMaxSuppressionRuleTest {
    /** Two boxes that overlap by a third of their union, and one far away, as corners. */
    private static final float[] CORNERS = {0, 0, 1, 1, 0, 0.5f, 1, 1.5f, 9, 9, 8, 8};

    private static final float[] CENTRES = {0.5f, 0.5f, 1, 1, 1, 0.5f, 1, 1, 8.5f, 8.5f, 1, 1};

    private static NodeCase node(float[] boxes, float... scores) {
        return NodeCase.of("NonMaxSuppression", 11)
                .constant(Tensor.ofFloats("", Shape.of(1, 3, 4), boxes))
                .constant(Tensor.ofFloats("", Shape.of(1, scores.length / 3, 3), scores));
    }

    private static NodeCase limit(NodeCase node, long most, float threshold) {
        return node.scalar(most).constant(Tensor.ofFloats("", Shape.of(1), threshold));
    }

    @Test
    void keepsBoxesThatDoNotOverlapTooMuch() {
        assertThat(limit(node(CORNERS, 1, 2, 3), 9, 0.3f).types()).containsExactly("INT64[2x3]");
        assertThat(limit(node(CORNERS, 1, 2, 3), 9, 0.4f).types()).containsExactly("INT64[3x3]");
        assertThat(limit(node(CENTRES, 1, 2, 3).with(Attribute.of("center_point_box", 1)), 9, 0.3f)
                        .types())
                .containsExactly("INT64[2x3]");
    }

    @Test
    void keepsAtMostTheLimitOfEachClass() {
        assertThat(limit(node(CORNERS, 1, 2, 3, 3, 2, 1), 1, 0.4f).types()).containsExactly("INT64[2x3]");
        assertThat(node(CORNERS, 1, 2, 3).types()).containsExactly("INT64[0x3]");
        assertThat(limit(node(CORNERS, 1, 2, 3), -5, 0.4f).types()).containsExactly("INT64[0x3]");
    }

    @Test
    void leavesOutLowScores() {
        Tensor least = Tensor.ofFloats("", Shape.of(1), 2);
        assertThat(limit(node(CORNERS, 1, 2, 3), 9, 0.9f).constant(least).types())
                .containsExactly("INT64[1x3]");
    }

    @Test
    void whatIsNotKnownStaysOpen() {
        assertThat(NodeCase.of("NonMaxSuppression", 11)
                        .floats("1 6 4")
                        .floats("1 1 6")
                        .scalar(3)
                        .types())
                .containsExactly("INT64[?x3]");
        assertThat(limit(node(CORNERS, 1, Float.NaN, 3), 9, 0.4f).types()).containsExactly("INT64[?x3]");
        assertThat(limit(node(CORNERS, 1, 2, 3), 9, 0.3f).plainTypes()).containsExactly("INT64[?x3]");
    }

    @Test
    void shapesMustFit() {
        assertThat(limit(node(CORNERS, 1, 2, 3, 4, 5, 6), 9, 0.4f).problem()).isEmpty();
        assertThat(NodeCase.of("NonMaxSuppression", 11)
                        .constant(Tensor.ofFloats("", Shape.of(1, 3, 4), CORNERS))
                        .constant(Tensor.ofFloats("", Shape.of(1, 1, 2), 1, 2))
                        .scalar(3)
                        .problem())
                .contains("wanted [N, M, 4] and [N, classes, M]");
    }

    @Test
    void elementTypeIsAlwaysLong() {
        NodeCase boxes = NodeCase.of("NonMaxSuppression", 10)
                .unranked(ElementType.FLOAT)
                .unknown()
                .unknown();
        assertThat(boxes.types()).containsExactly("INT64[?x3]");
        assertThat(boxes.plainTypes()).containsExactly("INT64[...]");
    }
}
