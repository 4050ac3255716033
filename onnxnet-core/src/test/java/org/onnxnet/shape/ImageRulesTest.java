package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;

class ImageRulesTest {
    @Test
    void gridSampleHasTheSpaceOfTheGrid() {
        assertThat(NodeCase.of("GridSample", 16)
                        .floats("n 3 4 5")
                        .floats("2 h 6 2")
                        .types())
                .containsExactly("FLOAT[2x3xhx6]");
        assertThat(NodeCase.of("GridSample", 20)
                        .floats("1 3 4 5 6")
                        .floats("1 7 8 9 3")
                        .types())
                .containsExactly("FLOAT[1x3x7x8x9]");
        assertThat(NodeCase.of("GridSample", 16)
                        .floats("1 3 4 5")
                        .floats("1 6 6 3")
                        .problem())
                .contains("positions of 3 numbers");
        assertThat(NodeCase.of("GridSample", 16)
                        .floats("1 3 4 5")
                        .floats("2 6 6 2")
                        .problem())
                .contains("'batch' is 1 and 2");
    }

    @Test
    void affineGridHasAPositionForEachPixel() {
        assertThat(NodeCase.of("AffineGrid", 20)
                        .floats("2 2 3")
                        .longs(2, 3, 5, 6)
                        .types())
                .containsExactly("FLOAT[2x5x6x2]");
        assertThat(NodeCase.of("AffineGrid", 20)
                        .floats("2 3 4")
                        .dims("n 3 d 5 6")
                        .types())
                .containsExactly("FLOAT[nxdx5x6x3]");
        assertThat(NodeCase.of("AffineGrid", 20)
                        .floats("2 3 4")
                        .input(ElementType.INT64, "5")
                        .types())
                .containsExactly("FLOAT[?x?x?x?x3]");
        assertThat(NodeCase.of("AffineGrid", 20).floats("2 3 4").longs(1, 2).problem())
                .contains("wanted 4 or 5");
    }

    @Test
    void centerCropPadReplacesTheChosenAxes() {
        assertThat(NodeCase.of("CenterCropPad", 18)
                        .floats("20 n 3")
                        .longs(10, 7, 3)
                        .types())
                .containsExactly("FLOAT[10x7x3]");
        NodeCase some =
                NodeCase.of("CenterCropPad", 18).floats("20 n 3").dims("h 9").with(Attribute.ofInts("axes", -3, 2));
        assertThat(some.types()).containsExactly("FLOAT[hxnx9]");
        assertThat(NodeCase.of("CenterCropPad", 18)
                        .floats("20 n 3")
                        .input(ElementType.INT64, "1")
                        .with(Attribute.ofInts("axes", 1))
                        .types())
                .containsExactly("FLOAT[20x?x3]");
        assertThat(NodeCase.of("CenterCropPad", 18).floats("20 8").longs(10).problem())
                .contains("1 sizes for 2 axes");
    }

    @Test
    void columnsBecomeChannelsOfTheImage() {
        assertThat(NodeCase.of("Col2Im", 18)
                        .floats("n 10 12")
                        .longs(5, 5)
                        .longs(1, 5)
                        .types())
                .containsExactly("FLOAT[nx2x5x5]");
        assertThat(NodeCase.of("Col2Im", 18)
                        .floats("1 10 12")
                        .input(ElementType.INT64, "2")
                        .longs(1, 5)
                        .types())
                .containsExactly("FLOAT[1x2x?x?]");
        assertThat(NodeCase.of("Col2Im", 18)
                        .floats("1 10 12")
                        .longs(5, 5)
                        .longs(0, 5)
                        .problem())
                .contains("not above 0");
        assertThat(NodeCase.of("Col2Im", 18)
                        .floats("1 10 12")
                        .longs(5, 5)
                        .longs(1, 1, 1)
                        .problem())
                .contains("an image of 2 and a block of 3");
    }

    @Test
    void aDecodedImageHasThreeChannelsUnlessItIsGray() {
        assertThat(NodeCase.of("ImageDecoder", 20).input(ElementType.UINT8, "n").types())
                .containsExactly("UINT8[?x?x3]");
        NodeCase gray = NodeCase.of("ImageDecoder", 20)
                .input(ElementType.UINT8, "n")
                .with(Attribute.of("pixel_format", "Grayscale"));
        assertThat(gray.types()).containsExactly("UINT8[?x?x1]");
        assertThat(gray.plainTypes()).containsExactly("UINT8[?x?x?]");
        assertThat(NodeCase.of("ImageDecoder", 20)
                        .input(ElementType.UINT8, "2 2")
                        .problem())
                .contains("wanted 1 dimensions");
    }
}
