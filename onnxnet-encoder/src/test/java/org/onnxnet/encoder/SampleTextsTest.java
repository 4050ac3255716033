package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.encoder.Component.INPUTS;
import static org.onnxnet.encoder.Component.OUT_SHAPE;
import static org.onnxnet.encoder.Component.PARAMETERS;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.onnxnet.OnnxGraph;
import org.onnxnet.analysis.CanonicalHash;
import org.onnxnet.simplify.SimplifyMode;
import org.onnxnet.testing.SharedData;
import org.onnxnet.testing.Simplifying;

/** Texts of real networks: those of the paper's figure, and those of networks that come in two exports. */
class SampleTextsTest {
    private static final Encoder FULL = Encoder.with(INPUTS, PARAMETERS, OUT_SHAPE);

    /** Fig. 9 of the paper, each of its lines unbroken. */
    private static final String FIGURE_9 = """
            Conv(1x3x32x32, 128x3x3x3, 128) (dilations=1,kernel_shape=3,pads=1,strides=1) --> Value1:1x128x32x32
            Relu(Value1) --> Conv(prev, 32x128x1x1, 32) (dilations=1,kernel_shape=1,pads=0,strides=1) --> Relu(prev)\
             --> MaxPool(prev) (kernel_shape=3,pads=1,strides=1) --> MaxPool(prev) (kernel_shape=3,pads=1,strides=1)\
             --> Value2:1x32x32x32
            Concat(Value2, Value2, Value2, Value2) --> Value3:1x128x32x32
            """
            + conv(3, "32x128x1x1, 32", 4, "1x32x32x32")
            + concat(4, "1x128x32x32")
            + conv(5, "32x128x1x1, 32", 6, "1x32x32x32")
            + concat(6, "1x128x32x32")
            + pooledConv(7, "64x128x1x1, 64", 8, "1x64x16x16")
            + concat(8, "1x256x16x16")
            + conv(9, "64x256x1x1, 64", 10, "1x64x16x16")
            + concat(10, "1x256x16x16")
            + conv(11, "64x256x1x1, 64", 12, "1x64x16x16")
            + concat(12, "1x256x16x16")
            + pooledConv(13, "128x256x1x1, 128", 14, "1x128x8x8")
            + concat(14, "1x512x8x8")
            + conv(15, "128x512x1x1, 128", 16, "1x128x8x8")
            + concat(16, "1x512x8x8")
            + conv(17, "128x512x1x1, 128", 18, "1x128x8x8")
            + concat(18, "1x512x8x8")
            + "ReduceMean(Value19) (axes=[2,3]) --> Gemm(prev, 10x512, 10) --> Out";

    private static String conv(int from, String weights, int to, String shape) {
        return "Conv(Value" + from + ", " + weights + ")" + restOfCell(to, shape);
    }

    private static String pooledConv(int from, String weights, int to, String shape) {
        return "MaxPool(Value" + from + ") (kernel_shape=2,pads=0,strides=2) --> Conv(prev, " + weights + ")"
                + restOfCell(to, shape);
    }

    private static String restOfCell(int to, String shape) {
        String pool = " --> MaxPool(prev) (kernel_shape=3,pads=1,strides=1)";
        return " (dilations=1,kernel_shape=1,pads=0,strides=1) --> Relu(prev)" + pool + pool + " --> Value" + to + ":"
                + shape + "\n";
    }

    private static String concat(int from, String shape) {
        String value = "Value" + from;
        return "Concat(" + String.join(", ", value, value, value, value) + ") --> Value" + (from + 1) + ":" + shape
                + "\n";
    }

    private static OnnxGraph canonical(String file) throws IOException {
        return Simplifying.simplify(SimplifyMode.CANONICAL, OnnxGraph.load(SharedData.sample(file)));
    }

    @Test
    void isFigure9OfThePaper() throws IOException {
        assertThat(FULL.encode(canonical("nb101-fig9.raw.onnx")).text()).isEqualTo(FIGURE_9);
    }

    @TestFactory
    List<DynamicTest> bothExportsGiveTheSameText() {
        return SharedData.sampleNames().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    OnnxGraph raw = canonical(name + ".raw.onnx");
                    OnnxGraph sim = canonical(name + ".sim.onnx");
                    assertThat(FULL.encode(raw).text())
                            .isEqualTo(FULL.encode(sim).text());
                    assertThat(CanonicalHash.of(raw.model())).isEqualTo(CanonicalHash.of(sim.model()));
                }))
                .toList();
    }
}
