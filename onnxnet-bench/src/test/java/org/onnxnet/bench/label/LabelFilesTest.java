package org.onnxnet.bench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.bench.BenchException;

class LabelFilesTest {
    @TempDir
    Path folder;

    @Test
    void readsATableByItselfAndInAFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("nasbench_macro.csv"), "arch,cifar10_test_mean\n00000000,90.5\n");

        for (Path path : new Path[] {file, folder}) {
            LabelTable table = LabelFiles.read("nasbench-macro", path);
            assertThat(table.space()).isEqualTo("nasbench-macro");
            assertThat(table.labels("cifar10_test_mean").get("00000000")).isEqualTo(90.5);
            assertThat(table.keys()).containsExactly("00000000");
        }
    }

    @Test
    void theSuffixPicksTheReader() throws IOException {
        Path records = Files.writeString(folder.resolve("nasbench.tfrecord"), "short");
        Path archive = Files.writeString(folder.resolve("archive.pth"), "short");

        assertThatThrownBy(() -> LabelFiles.read("nasbench101", records)).hasMessageContaining("nasbench.tfrecord");
        assertThatThrownBy(() -> LabelFiles.read("nasbench201", archive)).hasMessageContaining("archive.pth");
        assertThatThrownBy(() -> LabelFiles.read("transnas-macro", archive)).hasMessageContaining("archive.pth");
        assertThatThrownBy(() -> LabelFiles.read("nats-size", folder))
                .hasMessageContaining("NATS-sss-v1_0-50262-simple");
    }

    @Test
    void whatIsMissingOrOfAnotherKindSaysWhatIsWanted() throws IOException {
        Path other = Files.writeString(folder.resolve("labels.txt"), "");

        assertThatThrownBy(() -> LabelFiles.read("nasbench101", folder.resolve("nasbench101.csv")))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("no such file or folder")
                .hasMessageContaining("nasbench_full.tfrecord");
        assertThatThrownBy(() -> LabelFiles.read("nasbench201", other))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("labels.txt")
                .hasMessageContaining("wanted nasbench201.csv, a folder with nasbench201.csv, ");
        assertThatThrownBy(() -> LabelFiles.read("metaqnn", other))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("no accuracies were released");
    }
}
