package org.onnxnet.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.onnxnet.io.OnnxReader;
import org.onnxnet.testing.SharedData;

/** Real files: whatever the reference checker of ONNX accepts must give no problem at all. */
class CorpusCheckTest {
    @Test
    void samplesAndBackendSuiteHaveNoProblems() throws IOException {
        List<Path> files = new ArrayList<>(SharedData.modelsBelow(SharedData.samples()));
        files.addAll(SharedData.modelsBelow(SharedData.backendSuite()));

        assertThat(problems(files)).isEmpty();
    }

    /** Two of the micro-models are rejected by the reference checker too, and run all the same. */
    @Test
    void trapsHaveNoProblemsButTwo() throws IOException {
        assertThat(problems(SharedData.traps()))
                .containsOnlyKeys("expand_dyn.onnx", "unsorted_nodes.onnx")
                .allSatisfy((file, found) -> assertThat(found)
                        .singleElement()
                        .extracting(Problem::severity)
                        .isEqualTo(Severity.WARNING));
    }

    private static Map<String, List<Problem>> problems(List<Path> files) throws IOException {
        Map<String, List<Problem>> problems = new TreeMap<>();
        for (Path file : files) {
            List<Problem> found = ModelChecker.check(OnnxReader.read(file));
            if (!found.isEmpty()) {
                problems.put(file.getFileName().toString(), found);
            }
        }
        return problems;
    }
}
