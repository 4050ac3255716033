package org.onnxnet.bench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.pickle.PickleWriter;
import org.onnxnet.bench.pickle.PickleWriter.Tuple;

/** The files are written here, in the form that the published code reads. */
class ReleasedArchivesTest {
    private static final String ARCHITECTURE = "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|";

    @TempDir
    Path folder;

    @Test
    void averagesTheRunsOfNatsBench() throws IOException {
        compressed("000007", Map.of("200", results(200)));
        compressed("meta", Map.of("total_archs", 1));

        LabelTable table = NatsBenchArchive.readFolder(folder, "nasbench201");

        assertThat(table.space()).isEqualTo("nasbench201");
        assertThat(table.labels("cifar10/ori-test@200").asMap()).isEqualTo(Map.of(ARCHITECTURE, 91.0));
        assertThat(table.labels("cifar10-valid/x-valid@200").asMap()).isEqualTo(Map.of(ARCHITECTURE, 80.0));
        assertThat(table.labels("cifar10/ori-test@200").protocol().training()).contains("train+valid");
        assertThatThrownBy(() -> table.labels("cifar10/ori-test@12")).hasMessageContaining("cifar10/ori-test@200");
    }

    @Test
    void readsBothFormsOfAFileOfNasBench201() throws IOException {
        Map<String, Object> archive = Map.of(
                "meta_archs",
                List.of(ARCHITECTURE),
                "arch2infos",
                Map.of(7, Map.of("less", results(12), "full", results(200))));

        for (Path file : List.of(zipped(archive), older(archive))) {
            LabelTable table = NatsBenchArchive.readFile(file);
            assertThat(table.labels("cifar10/ori-test@200").get(ARCHITECTURE)).isEqualTo(91.0);
            assertThat(table.labels("cifar10/ori-test@12").get(ARCHITECTURE)).isEqualTo(91.0);
        }
    }

    /** Two runs on cifar10 and one on cifar10-valid, with the accuracy of an earlier epoch that must not count. */
    private static Map<String, Object> results(int epochs) {
        return Map.of(
                "arch_str",
                ARCHITECTURE,
                "dataset_seed",
                Map.of("cifar10", List.of(777, 888), "cifar10-valid", List.of(777)),
                "all_results",
                Map.of(
                        Tuple.of("cifar10", 777), run(epochs, "ori-test", 90.0),
                        Tuple.of("cifar10", 888), run(epochs, "ori-test", 92.0),
                        Tuple.of("cifar10-valid", 777), run(epochs, "x-valid", 80.0)));
    }

    private static Map<String, Object> run(int epochs, String set, double accuracy) {
        return Map.of(
                "epochs",
                epochs,
                "eval_acc1es",
                Map.of(set + "@" + (epochs - 2), 10.0, set + "@" + (epochs - 1), accuracy));
    }

    @Test
    void readsBothModesOfTransNasBench() throws IOException {
        Map<String, Object> metrics =
                Map.of("valid_top1", List.of(10.0, 52.5, 51.0), "train_top1", List.of(99.0), "test_loss", List.of());
        Map<String, Object> archive = Map.of(
                "data", Map.of("micro", Map.of("64-41414-1_02_333", Map.of("jigsaw", Map.of("metrics", metrics)))));

        LabelTable table = TransNasArchive.read(zipped(archive), "micro");

        assertThat(table.space()).isEqualTo("transnas-micro");
        assertThat(table.protocols().stream().map(Protocol::name))
                .containsExactlyInAnyOrder("jigsaw/valid_top1@final", "jigsaw/valid_top1@best");
        assertThat(table.labels("jigsaw/valid_top1@final").get("64-41414-1_02_333"))
                .isEqualTo(51.0);
        assertThat(table.labels("jigsaw/valid_top1@best").get("64-41414-1_02_333"))
                .isEqualTo(52.5);
        assertThatThrownBy(() -> TransNasArchive.read(zipped(archive), "macro"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("no part 'macro'")
                .hasMessageContaining("[micro]");
    }

    @Test
    void otherFilesAreErrors() throws IOException {
        assertThatThrownBy(() -> NatsBenchArchive.readFolder(folder, "nasbench201"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("000000.pickle.pbz2");
        Path text = Files.writeString(folder.resolve("text.pth"), "no archive");
        assertThatThrownBy(() -> NatsBenchArchive.readFile(text)).isInstanceOf(BenchException.class);
        assertThatThrownBy(() -> NatsBenchArchive.readFile(zipped(Map.of("state_dict", 1))))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("arch2infos");
        assertThatThrownBy(() -> TransNasArchive.read(zipped(List.of()), "micro"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("TransNAS");
        Map<String, Object> seedWithoutRun = new HashMap<>(results(200));
        seedWithoutRun.put("all_results", Map.of());
        compressed("000001", Map.of("200", seedWithoutRun));
        assertThatThrownBy(() -> NatsBenchArchive.readFolder(folder, "nasbench201"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("000001")
                .hasMessageContaining("no run of");
    }

    private void compressed(String name, Object value) throws IOException {
        try (OutputStream out =
                new BZip2CompressorOutputStream(Files.newOutputStream(folder.resolve(name + ".pickle.pbz2")))) {
            out.write(PickleWriter.pickle(value));
        }
    }

    private Path zipped(Object value) throws IOException {
        Path file = Files.createTempFile(folder, "torch", ".pth");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(PickleWriter.pickle(value));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("archive/version"));
            zip.write('3');
            zip.closeEntry();
        }
        return file;
    }

    /** As PyTorch wrote before version 1.6. */
    private Path older(Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PickleWriter.pickle(new BigInteger("1950a86a20f9469cfc6c", 16)));
        out.writeBytes(PickleWriter.pickle(1001));
        out.writeBytes(PickleWriter.pickle(Map.of("little_endian", 1)));
        out.writeBytes(PickleWriter.pickle(value));
        out.writeBytes(PickleWriter.pickle(List.of()));
        return Files.write(Files.createTempFile(folder, "torch", ".pth"), out.toByteArray());
    }
}
