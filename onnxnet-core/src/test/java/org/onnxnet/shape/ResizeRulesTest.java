package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class ResizeRulesTest {
    private static Tensor scales(float... scales) {
        return Tensor.ofFloats("", Shape.of(scales.length), scales);
    }

    private static NodeCase resize(long opset, String dims) {
        return NodeCase.of("Resize", opset).floats(dims).omitted();
    }

    @Test
    void upsampleScalesByAttributesFirst() {
        NodeCase first = NodeCase.of("Upsample", 1)
                .floats("1 n 2 3")
                .with(Attribute.of("height_scale", 2f), Attribute.of("width_scale", 1.5f));
        assertThat(first.types()).containsExactly("FLOAT[1xnx4x4]");
        assertThat(first.plainTypes()).containsExactly("?");
        assertThat(NodeCase.of("Upsample", 7)
                        .floats("1 1 2 3")
                        .with(Attribute.ofFloats("scales", 1, 1, 2, 3))
                        .types())
                .containsExactly("FLOAT[1x1x4x9]");
    }

    @Test
    void scalesAreAnInputOfUpsample9AndResize10() {
        assertThat(NodeCase.of("Upsample", 9)
                        .floats("1 1 h 3")
                        .constant(scales(1, 1, 2, 0.5f))
                        .types())
                .containsExactly("FLOAT[1x1x2*hx1]");
        assertThat(NodeCase.of("Resize", 10)
                        .floats("1 1 5 5")
                        .constant(scales(1, 1, 0.5f, 0.6f))
                        .types())
                .containsExactly("FLOAT[1x1x2x3]");
        assertThat(NodeCase.of("Resize", 10).floats("1 1 5 5").unknown().types())
                .containsExactly("FLOAT[?x?x?x?]");
    }

    @Test
    void whereSingleAndDoublePrecisionDifferNothingIsCertain() {
        NodeCase near = NodeCase.of("Resize", 10).floats("10").constant(scales(0.7f));
        assertThat(near.types()).containsExactly("FLOAT[?]");
        assertThat(near.plainTypes()).containsExactly("FLOAT[6]");
    }

    @Test
    void since11SizesCanBeGiven() {
        assertThat(NodeCase.of("Resize", 11)
                        .floats("1 1 2 2")
                        .floats("0")
                        .constant(scales())
                        .longs(1, 1, 7, 8)
                        .types())
                .containsExactly("FLOAT[1x1x7x8]");
        assertThat(resize(13, "1 1 2 2").omitted().dims("1 1 h 8").types()).containsExactly("FLOAT[1x1xhx8]");
        assertThat(resize(13, "1 1 2 2").constant(scales(1, 1, 2, 3)).types()).containsExactly("FLOAT[1x1x4x6]");
        assertThat(resize(13, "1 1 2 2").omitted().input(ElementType.INT64, "4").types())
                .containsExactly("FLOAT[?x?x?x?]");
    }

    @Test
    void since18AxesCanBeChosenAndTheAspectRatioKept() {
        Attribute axes = Attribute.ofInts("axes", -1, 2);
        assertThat(resize(18, "1 1 4 2").omitted().longs(8, 6).with(axes).types())
                .containsExactly("FLOAT[1x1x6x8]");
        assertThat(resize(18, "1 1 4 2")
                        .omitted()
                        .longs(8, 8)
                        .with(axes, Attribute.of("keep_aspect_ratio_policy", "not_larger"))
                        .types())
                .containsExactly("FLOAT[1x1x8x4]");
        assertThat(resize(18, "1 1 4 2")
                        .omitted()
                        .longs(8, 8)
                        .with(axes, Attribute.of("keep_aspect_ratio_policy", "not_smaller"))
                        .types())
                .containsExactly("FLOAT[1x1x16x8]");
        assertThat(resize(18, "1 1 4 w")
                        .omitted()
                        .longs(8, 8)
                        .with(axes, Attribute.of("keep_aspect_ratio_policy", "not_larger"))
                        .types())
                .containsExactly("FLOAT[1x1x?x?]");
    }

    @Test
    void croppingByScalesIsReadInTwoWays() {
        NodeCase cropped = resize(13, "1 1 4 4")
                .constant(scales(1, 1, 2, 2))
                .with(Attribute.of("coordinate_transformation_mode", "tf_crop_and_resize"));
        assertThat(cropped.types()).containsExactly("FLOAT[?x?x?x?]");
        assertThat(cropped.plainTypes()).containsExactly("FLOAT[1x1x8x8]");
    }

    @Test
    void oneSizeForEachAxisIsWanted() {
        assertThat(resize(13, "1 1 2 2").omitted().longs(7, 8).problem()).contains("2 sizes for 4 axes");
        assertThat(resize(13, "1 1 2 2").constant(scales(1, 1, 0, 1)).problem()).contains("is not above 0");
        assertThat(resize(18, "1 1 2 2")
                        .omitted()
                        .longs(7)
                        .with(Attribute.ofInts("axes", 9))
                        .problem())
                .contains("axis 9");
        assertThat(resize(18, "1 1 2 2")
                        .omitted()
                        .longs(1, 1, 7, 8)
                        .with(Attribute.of("keep_aspect_ratio_policy", "round"))
                        .problem())
                .contains("'round'");
    }
}
