package org.onnxnet.simplify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onnxnet.io.OnnxReader;
import org.onnxnet.io.OnnxWriter;
import org.onnxnet.testing.SharedData;
import org.onnxnet.testing.Simplifying;

/**
 * Models of the ONNX backend suite, with the inputs that come with them. Every {@value #STRIDE}th by default;
 * {@code -Donnxnet.corpus=full} takes all.
 */
class BackendSuiteTest {
    private static final int STRIDE = 16;

    @ParameterizedTest
    @EnumSource(SimplifyMode.class)
    void outputsStay(SimplifyMode mode) {
        List<Path> models = new ArrayList<>();
        for (String folder : List.of("node", "simple", "pytorch-converted", "pytorch-operator")) {
            models.addAll(SharedData.backendModels(folder));
        }
        int stride = System.getProperty("onnxnet.corpus", "").equals("full") ? 1 : STRIDE;
        int compared = 0;
        List<String> failures = new ArrayList<>();
        for (int i = mode == SimplifyMode.LOSSLESS ? 0 : 1; i < models.size(); i += stride) {
            try {
                compared += Oracle.check(models.get(i), mode) ? 1 : 0;
            } catch (Exception | AssertionError e) {
                failures.add(models.get(i).getParent().getFileName() + ": " + e.getMessage());
            }
        }
        assertThat(failures).isEmpty();
        assertThat(compared).isGreaterThan(models.size() / stride / 2);
    }

    /** Its weights are made by nodes; computing them would turn 4 kB into 244 MB. */
    @Test
    void aModelWithoutWeightsStaysSmall() throws Exception {
        Path file = SharedData.backendModels("light").stream()
                .filter(path -> path.toString().contains("alexnet"))
                .findFirst()
                .orElseThrow();
        for (SimplifyMode mode : SimplifyMode.values()) {
            Simplification result = Simplifying.simplify(mode, OnnxReader.read(file));
            assertThat(OnnxWriter.toBytes(result.model())).hasSizeLessThan(10_000);
        }
    }
}
