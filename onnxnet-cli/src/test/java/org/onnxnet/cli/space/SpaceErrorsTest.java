package org.onnxnet.cli.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.cli.Cli;

/** What no space can do is one line that says what was found and what is wanted, exit code 1, and nothing is written. */
class SpaceErrorsTest {
    @TempDir
    private Path folder;

    static Stream<String> spaces() {
        return SearchSpaces.all().stream().map(SearchSpace::name);
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void aTextThatIsNoArchitecture(String space) {
        Path out = folder.resolve("out.onnx");
        for (String text : List.of("", "?", "1:2", "|none~0|", "{", "[", "Genotype()", "64-", "0123456789abcdef")) {
            assertOneLine(Cli.run("space", space, "digest", text), "wanted");
            assertOneLine(Cli.run("space", space, "mutate", text), "wanted");
            assertOneLine(Cli.run("space", space, "export", text, out), "wanted");
        }
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void dataThatHoldsNoLabels(String space) throws IOException {
        Path data = Files.writeString(folder.resolve("notes.txt"), "none");

        assertOneLine(Cli.run("space", space, "labels", "--data", data), "notes.txt");
        assertOneLine(Cli.run("bench", "baselines", space, "--data", data), "notes.txt");
        assertOneLine(Cli.run("bench", "splits", "random", space, "--data", data), "notes.txt");
    }

    @Test
    void aFolderThatIsNotThere() {
        Path out = folder.resolve("missing").resolve("out.onnx");

        assertOneLine(
                Cli.run("space", "nats-size", "export", "8:8:8:8:8", out),
                "missing: no such folder to save a model in");
    }

    /** Nothing is computed, and nothing printed, before all tables are read. */
    @Test
    void aTableThatIsMissingAmongOthers() throws IOException {
        Files.writeString(folder.resolve("nasbench_macro.csv"), "arch,cifar10_test_mean\n00000000,90\n00000001,91\n");

        Cli result = Cli.run("bench", "baselines", "nasbench-macro", "nasbench201", "--data", folder);

        assertOneLine(result, "a folder with nasbench201.csv");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void recordsThatWereCutOff() throws IOException {
        byte[] whole = record("[\"00005c142e6f48ac74fdcf73e3439874\", 108, \"\", \"\", \"CgAKAAoAEAE=\"]");
        Path data = Files.write(folder.resolve("nasbench_full.tfrecord"), whole);
        Cli read = Cli.run("space", "nasbench101", "labels", "--data", data);
        assertThat(read.err()).isEmpty();
        assertThat(read.out()).contains("valid_108: ").contains("params: ");

        for (int length : new int[] {1, 11, whole.length / 2, whole.length - 1}) {
            Files.write(data, Arrays.copyOf(whole, length));
            for (Cli cut : List.of(
                    Cli.run("space", "nasbench101", "labels", "--data", data),
                    Cli.run("bench", "baselines", "nasbench101", "--data", data))) {
                assertOneLine(cut, "nasbench_full.tfrecord at byte 0: ");
                assertThat(cut.err()).contains("cut off");
            }
        }
    }

    private static byte[] record(String content) {
        byte[] data = content.getBytes(StandardCharsets.UTF_8);
        byte[] length = new byte[8];
        ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(data.length);
        return ByteBuffer.allocate(data.length + 16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(length)
                .putInt(maskedChecksum(length))
                .put(data)
                .putInt(maskedChecksum(data))
                .array();
    }

    private static int maskedChecksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return Integer.rotateRight((int) crc.getValue(), 15) + 0xA282EAD8;
    }

    private static void assertOneLine(Cli result, String text) {
        assertThat(result.exitCode()).as(result.out()).isEqualTo(1);
        assertThat(result.err()).startsWith("onnxnet: ").contains(text).hasLineCount(1);
    }
}
