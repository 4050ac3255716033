package org.onnxnet.simplify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.onnxnet.graph.Model;
import org.onnxnet.io.OnnxReader;
import org.onnxnet.testing.SharedData;
import org.onnxnet.testing.Simplifying;

/** Networks of NAS spaces, each as exported and as onnxsim left it: both have one canonical form, no larger than onnxsim's. */
class SamplesTest {
    @TestFactory
    Stream<DynamicTest> bothFormsOfANetworkBecomeOneGraph() {
        return SharedData.sampleNames().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Model raw = OnnxReader.read(SharedData.sample(name + ".raw.onnx"));
                    Model sim = OnnxReader.read(SharedData.sample(name + ".sim.onnx"));
                    Simplification ofRaw = Simplifying.simplify(SimplifyMode.CANONICAL, raw);
                    Simplification ofSim = Simplifying.simplify(SimplifyMode.CANONICAL, sim);
                    assertThat(ofRaw.report().notes()).isEmpty();
                    assertThat(ofRaw.report().refused()).isEmpty();
                    assertThat(ofRaw.model().graph().nodes())
                            .hasSizeLessThanOrEqualTo(sim.graph().nodes().size());
                    assertThat(Isomorphism.difference(ofRaw.model(), ofSim.model()))
                            .isNull();
                }));
    }

    @TestFactory
    Stream<DynamicTest> parametersAreNotLost() throws IOException {
        return SharedData.sampleNames().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Model raw = OnnxReader.read(SharedData.sample(name + ".raw.onnx"));
                    assertThat(Simplifying.simplify(SimplifyMode.CANONICAL, raw)
                                    .model()
                                    .graph()
                                    .inputs())
                            .isEqualTo(raw.graph().inputs());
                }));
    }
}
