package org.onnxnet.bench.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.label.OnnxBenchFolder;
import org.onnxnet.bench.space.nasbench201.NasBench201;
import org.onnxnet.bench.space.natssize.NatsSize;

class PaperSplitTest {
    private static final OnnxGraph NETWORK = new NatsSize().toGraph(new NatsSize().architecture(0));

    @TempDir
    Path folder;

    /** Rows 2514 and 31143 come first in {@code train_test_split(range(48393), test_size=0.2, random_state=42)}. */
    @Test
    void natsBenchIsBothSpacesInOneRow() throws IOException {
        Split<Row> split = PaperSplit.NATS_BENCH.split(null);

        assertThat(split.train()).hasSize(PaperSplit.NATS_BENCH.trainSize());
        assertThat(split.validation()).hasSize(PaperSplit.NATS_BENCH.validationSize());
        assertThat(split.validation().get(0))
                .isEqualTo(new Row(
                        "nasbench201", new NasBench201().architecture(2514).toString()));
        assertThat(split.validation().get(1))
                .isEqualTo(new Row(
                        "nats-size", new NatsSize().architecture(31143 - 15625).toString()));
    }

    @Test
    void nasBench101TakesTheListForValidation() throws IOException {
        Path list = Files.writeString(
                folder.resolve("nb101_hash.txt"),
                "00005c142e6f48ac74fdcf73e3439874\n28cfc7874f6d200472e1a9dcd8650aa0\n\n");

        Split<Row> split = PaperSplit.NASBENCH101.split(list);

        assertThat(split.validation())
                .extracting(Row::key)
                .containsExactlyInAnyOrder("00005c142e6f48ac74fdcf73e3439874", "28cfc7874f6d200472e1a9dcd8650aa0");
        assertThat(split.train()).hasSize(40_000).doesNotContainAnyElementsOf(split.validation());

        Path wrong = Files.writeString(folder.resolve("wrong.txt"), "00005c142e6f48ac74fdcf73e3439875\n");
        assertThatThrownBy(() -> PaperSplit.NASBENCH101.split(wrong))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("1 of 1 lines")
                .hasMessageContaining("wrong.txt");
    }

    @Test
    void nasBench301GoesBySource() throws IOException {
        for (String file :
                new String[] {"rs/1.json", "bananas/1.json", "local_search/2.onnx", "de/3.onnx", "de/x.txt"}) {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "");
        }

        Split<Row> split = PaperSplit.NASBENCH301.split(folder);

        assertThat(split.train()).extracting(Row::key).containsExactly("de/3", "rs/1");
        assertThat(split.validation()).extracting(Row::key).containsExactly("bananas/1", "local_search/2");
    }

    @Test
    void seedsAndLowAccuraciesOfTheHierarchicalSpaces() throws IOException {
        save("seed=0/1", 90);
        save("seed=1/1", 91);
        save("seed=1/2", 2);
        save("seed=4/1", 1);
        save("seed=4/2", 93);

        Split<Row> hierarchical = PaperSplit.HNASBENCH201.split(folder);
        assertThat(hierarchical.train()).extracting(Row::key).containsExactly("seed=0/1", "seed=1/1");
        assertThat(hierarchical.validation()).extracting(Row::key).containsExactly("seed=4/1", "seed=4/2");

        Split<Row> einspace = PaperSplit.EINSPACE.split(folder);
        assertThat(einspace.train()).extracting(Row::key).containsExactly("seed=1/1");
        assertThat(einspace.validation()).hasSize(2);
    }

    @Test
    void whatIsMissingIsNamed() {
        for (PaperSplit split : PaperSplit.values()) {
            if (!split.needs().isEmpty()) {
                assertThatThrownBy(() -> split.split(null))
                        .isInstanceOf(BenchException.class)
                        .hasMessageContaining(split.label())
                        .hasMessageContaining(split.needs());
                assertThatThrownBy(() -> split.split(folder.resolve("none")))
                        .isInstanceOf(BenchException.class)
                        .hasMessageContaining("none: no such file or folder");
            }
        }
        assertThatThrownBy(() -> PaperSplit.NASBENCH301.split(folder))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("0 to train on, 0 to validate on");
        assertThatThrownBy(() -> PaperSplit.named("imagenet"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("'imagenet'")
                .hasMessageContaining("nats-bench");
    }

    private void save(String name, double accuracy) throws IOException {
        Path file = folder.resolve(name + ".onnx");
        Files.createDirectories(file.getParent());
        OnnxBenchFolder.withAccuracy(NETWORK, accuracy).save(file);
    }
}
