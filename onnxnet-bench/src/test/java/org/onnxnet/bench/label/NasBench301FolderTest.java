package org.onnxnet.bench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.space.darts.ConfigSpaceForm;
import org.onnxnet.bench.space.darts.Genotype;
import org.onnxnet.bench.space.darts.NasBench301;

/** On files written to the documented format; the released ones are not at hand. */
class NasBench301FolderTest {
    private final NasBench301 space = new NasBench301();
    private final Genotype first = space.architecture(5);
    private final Genotype second = space.architecture(123_456_789_012L);

    @TempDir
    Path folder;

    @Test
    void readsTrainingsWithTheirSource() throws IOException {
        write("rs/results_1.json", first, 32, 91.5, 91);
        write("bananas/results_7.json", second, 32, 93.5, 93);

        assertThat(NasBench301Folder.trainings(folder))
                .containsExactly(
                        new NasBench301Folder.Training(
                                "bananas", "bananas/results_7.json", space.key(second), "32x8@100", 93.5, 93, 7200.5),
                        new NasBench301Folder.Training(
                                "rs", "rs/results_1.json", space.key(first), "32x8@100", 91.5, 91, 7200.5));
    }

    @Test
    void averagesRunsAndKeepsFidelitiesApart() throws IOException {
        write("rs/results_1.json", first, 32, 91, 90);
        write("de/results_2.json", first, 32, 92, 90);
        write("de/results_3.json", first, 16, 80, 79);

        LabelTable table = LabelFiles.read("nasbench301", folder);

        assertThat(table.labels("valid/32x8@100").asMap()).containsOnly(java.util.Map.entry(space.key(first), 91.5));
        assertThat(table.labels("valid/16x8@100").get(space.key(first))).isEqualTo(80);
        assertThat(table.labels("test/32x8@100").protocol())
                .hasToString("test/32x8@100: accuracy in percent, cifar10 test, 100 epochs,"
                        + " 32x8 channels x layers, mean of runs");
        assertThat(table.labels("seconds/16x8@100").protocol().isCost()).isTrue();
    }

    @Test
    void whatIsNoTrainingIsAnError() throws IOException {
        assertThatThrownBy(() -> NasBench301Folder.trainings(folder))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("wanted the trainings of NAS-Bench-301");

        Files.createDirectory(folder.resolve("rs"));
        Files.writeString(folder.resolve("rs/a.json"), "{\"optimized_hyperparamater_config\": {}}");
        assertThatThrownBy(() -> NasBench301Folder.read(folder))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("a.json")
                .hasMessageContaining("edge_normal_0");

        Files.writeString(
                folder.resolve("rs/a.json"),
                "{\"optimized_hyperparamater_config\": " + ConfigSpaceForm.toJson(first) + "}");
        assertThatThrownBy(() -> NasBench301Folder.read(folder)).hasMessageContaining("info[0].val_accuracy");

        Files.writeString(folder.resolve("rs/a.json"), "{\"info\": [");
        assertThatThrownBy(() -> NasBench301Folder.read(folder))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("a.json is not JSON");
    }

    private void write(String name, Genotype genotype, int channels, double valid, double test) throws IOException {
        String architecture = ConfigSpaceForm.toJson(genotype);
        String config = architecture.substring(0, architecture.length() - 1)
                + ", \"NetworkSelectorDatasetInfo:darts:init_channels\": " + channels
                + ", \"NetworkSelectorDatasetInfo:darts:layers\": 8"
                + ", \"SimpleLearningrateSchedulerSelector:cosine_annealing:T_max\": 100}";
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "{\"optimized_hyperparamater_config\": " + config + ", \"info\": [{\"val_accuracy\": " + valid
                        + ", \"train_accuracy\": 99.0}], \"test_accuracy\": " + test + ", \"runtime\": 7200.5}");
    }
}
