package org.onnxnet.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class OrtRunnerTest {
    @Test
    void runsAModel() throws IOException {
        byte[] model = Files.readAllBytes(SharedData.trap("add0_negzero.onnx"));

        Map<String, Tensor> outputs = OrtRunner.run(model, Map.of("x", floats(-0.0f, 2, Float.NaN, 4)));

        // y = 1 / (x + 0)
        float infinity = Float.POSITIVE_INFINITY;
        assertThat(outputs).containsOnlyKeys("y");
        assertThat(Outputs.difference(Map.of("y", floats(infinity, 0.5f, Float.NaN, 0.25f)), outputs))
                .isNull();
        assertThat(Outputs.difference(Map.of("y", floats(-infinity, 0.5f, Float.NaN, 0.25f)), outputs))
                .isEqualTo("output 'y': 1 of 4 elements differ, the first at 0: found Infinity (0x7f800000), "
                        + "wanted -Infinity (0xff800000)");
    }

    @Test
    void saysWhatTheRuntimeSaid() {
        byte[] noModel = "no model".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> OrtRunner.load(noModel))
                .isInstanceOf(OrtRunner.RefusedException.class)
                .hasMessageContaining("protobuf");
    }

    @Test
    void nansAreEqualUnlessBitsAreAskedFor() {
        Map<String, Tensor> quiet = Map.of("y", floats(Float.intBitsToFloat(0x7fc00000)));
        Map<String, Tensor> negative = Map.of("y", floats(Float.intBitsToFloat(0xffc00001)));

        assertThat(Outputs.difference(quiet, negative)).isNull();
        assertThat(Outputs.strictDifference(quiet, negative)).contains("0xffc00001");
    }

    @Test
    void roundingIsAcceptedWhereAskedFor() {
        Map<String, Tensor> one = Map.of("y", floats(1, Float.POSITIVE_INFINITY));

        assertThat(Outputs.differenceBeyond(1e-4, 0, one, Map.of("y", floats(1.00005f, Float.POSITIVE_INFINITY))))
                .isNull();
        assertThat(Outputs.differenceBeyond(1e-4, 0, one, Map.of("y", floats(1.001f, Float.POSITIVE_INFINITY))))
                .isNotNull();
        assertThat(Outputs.differenceBeyond(1e-4, 0, one, Map.of("y", floats(1, Float.MAX_VALUE))))
                .isNotNull();
    }

    @Test
    void shapesAndNamesMustAgree() {
        Map<String, Tensor> outputs = Map.of("y", floats(1));

        assertThat(Outputs.difference(outputs, Map.of("z", floats(1)))).isEqualTo("found outputs [z], wanted [y]");
        assertThat(Outputs.difference(outputs, Map.of("y", floats(1, 1))))
                .isEqualTo("output 'y': found FLOAT[2], wanted FLOAT[1]");
    }

    private static Tensor floats(float... values) {
        return Tensor.ofFloats("", Shape.of(values.length), values);
    }
}
