package org.onnxnet.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class SharedDataTest {
    @Test
    void findsSamples() {
        assertThat(SharedData.sampleNames()).hasSize(19).contains("nb101-fig9", "darts-v1");
        assertThat(SharedData.sample("nb101-fig9.sim.onnx")).isNotEmptyFile();
    }

    @Test
    void findsGoldenLinesAndTheirFiles() {
        assertThat(SharedData.goldenLines()).hasSize(830).allMatch(line -> line.startsWith("{"));
        assertThat(SharedData.goldenFile("nb101-fig9.raw.onnx")).isNotEmptyFile();
        assertThat(SharedData.goldenFile("onnx/backend/test/data/light/light_resnet50.onnx"))
                .isNotEmptyFile();
    }

    @Test
    void findsTraps() {
        assertThat(SharedData.traps()).hasSize(85);
        assertThat(SharedData.trap("unsorted_nodes.onnx")).isNotEmptyFile();
    }

    @Test
    void unpacksTheBackendSuite() {
        assertThat(SharedData.backendModels("node")).hasSize(1765);
        assertThat(SharedData.backendModels("light")).hasSize(9);
    }

    @Test
    void skipsWithOneLineWhereTheDataIsMissing(@TempDir Path empty) {
        Path nowhere = empty.resolve("nowhere");
        withProperties(
                nowhere.toString(),
                "false",
                () -> assertThatThrownBy(SharedData::samples)
                        .isInstanceOf(TestAbortedException.class)
                        .hasMessage("shared test data is missing: " + nowhere
                                + "; give its folder with -Donnxnet.shared=DIR"));
    }

    @Test
    void failsWhereTheDataMustBeThere(@TempDir Path empty) {
        withProperties(
                empty.toString(),
                "true",
                () -> assertThatThrownBy(SharedData::traps)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageStartingWith("shared test data is missing: " + empty.resolve("corpus/traps")));
    }

    private static void withProperties(String shared, String ci, Runnable test) {
        String oldShared = System.getProperty("onnxnet.shared", "");
        String oldCi = System.getProperty("onnxnet.ci", "false");
        try {
            System.setProperty("onnxnet.shared", shared);
            System.setProperty("onnxnet.ci", ci);
            test.run();
        } finally {
            System.setProperty("onnxnet.shared", oldShared);
            System.setProperty("onnxnet.ci", oldCi);
        }
    }
}
