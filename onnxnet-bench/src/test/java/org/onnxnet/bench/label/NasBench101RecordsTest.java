package org.onnxnet.bench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.bench.BenchException;

/** The files are written here, to the documented format. */
class NasBench101RecordsTest {
    private static final String HASH = "00005c142e6f48ac74fdcf73e3439874";

    @TempDir
    Path folder;

    @Test
    void averagesTheRunsOfACell() throws IOException {
        LabelTable table = NasBench101Records.read(write(
                record(row(HASH, 108, metrics(0.93, 0.92, 1769))),
                record(row(HASH, 108, metrics(0.95, 0.94, 1771))),
                record(row(HASH, 4, metrics(0.36, 0.35, 60))),
                record(row("0000718c96730a92ea6d5242f8ce77e2", 108, metrics(0.5, 0.4, 100)))));

        assertThat(table.space()).isEqualTo("nasbench101");
        assertThat(table.labels("valid_108").get(HASH)).isEqualTo(94, offset(1e-9));
        assertThat(table.labels("test_108").get(HASH)).isEqualTo(93, offset(1e-9));
        assertThat(table.labels("seconds_108").get(HASH)).isEqualTo(1770);
        assertThat(table.labels("valid_4").get(HASH)).isEqualTo(36, offset(1e-9));
        assertThat(table.labels("params").get(HASH)).isEqualTo(8_555_530);
        assertThat(table.labels("valid_108").size()).isEqualTo(2);
        assertThat(table.labels("valid_4").size()).isEqualTo(1);
    }

    /** The checksum that RFC 3720 gives for 32 zeros, masked as TensorFlow does. */
    @Test
    void masksChecksums() {
        int crc = 0x8A9136AA;

        assertThat(TfRecords.maskedCrc(new byte[32])).isEqualTo(((crc >>> 15) | (crc << 17)) + 0xA282EAD8);
    }

    @Test
    void aFileThatWasCutOffIsAnError() throws IOException {
        byte[] whole = record(row(HASH, 108, metrics(0.93, 0.92, 1769)));

        for (int length : new int[] {3, 8, 10, 12, 100, whole.length - 5, whole.length - 1}) {
            assertThatThrownBy(() -> NasBench101Records.read(write(whole, Arrays.copyOf(whole, length))))
                    .as("%d bytes", length)
                    .isInstanceOf(BenchException.class)
                    .hasMessageContaining("at byte " + whole.length)
                    .hasMessageContaining("cut off");
        }
    }

    @Test
    void aDamagedFileIsAnError() throws IOException {
        for (int at : new int[] {0, 9, 20, 200}) {
            byte[] damaged = record(row(HASH, 108, metrics(0.93, 0.92, 1769)));
            damaged[at] ^= 1;
            assertThatThrownBy(() -> NasBench101Records.read(write(damaged)))
                    .isInstanceOf(BenchException.class)
                    .hasMessageContaining("checksum");
        }
    }

    @Test
    void recordsOfAnotherKindAreErrors() {
        byte[] twoEvaluations = new byte[] {10, 0, 10, 0};
        for (String content : new String[] {
            "not json",
            "[1, 2]",
            row(HASH, 108, new byte[] {10, 5}),
            row(HASH, 108, new byte[] {10, 2, 34, 0}),
            row(HASH, 108, twoEvaluations),
            "[\"" + HASH + "\", 108, \"\", \"\", \"%%%=\"]"
        }) {
            assertThatThrownBy(() -> NasBench101Records.read(write(record(content))))
                    .as(content)
                    .isInstanceOf(BenchException.class)
                    .hasMessageContaining(".tfrecord at byte");
        }
    }

    @Test
    void aLengthThatNoRecordHasIsAnError() {
        byte[] length = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(1L << 40)
                .array();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(length);
        out.writeBytes(checksum(length));

        assertThatThrownBy(() -> NasBench101Records.read(write(out.toByteArray())))
                .hasMessageContaining("a record of 1099511627776 bytes");
    }

    private Path write(byte[]... records) throws IOException {
        Path file = Files.createTempFile(folder, "nasbench", ".tfrecord");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] record : records) {
            out.writeBytes(record);
        }
        return Files.write(file, out.toByteArray());
    }

    private static byte[] record(String content) {
        byte[] data = content.getBytes(StandardCharsets.UTF_8);
        byte[] length = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(data.length)
                .array();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(length);
        out.writeBytes(checksum(length));
        out.writeBytes(data);
        out.writeBytes(checksum(data));
        return out.toByteArray();
    }

    private static byte[] checksum(byte[] bytes) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(TfRecords.maskedCrc(bytes))
                .array();
    }

    private static String row(String hash, int epochs, byte[] metrics) {
        return "[\"" + hash + "\", " + epochs + ", \"0100\", \"input,output\", \""
                + Base64.getEncoder().encodeToString(metrics) + "\"]";
    }

    /** Three evaluations of which the last counts, and the number of parameters. */
    private static byte[] metrics(double valid, double test, double seconds) {
        ByteBuffer out = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        double[][] evaluations = {{0, 0.1, 0.1}, {seconds / 2, valid / 2, test / 2}, {seconds, valid, test}};
        for (double[] values : evaluations) {
            out.put((byte) 0x0A).put((byte) 41);
            putDouble(out, 2, values[0]);
            putDouble(out, 3, 1);
            putDouble(out, 4, values[1]);
            putDouble(out, 5, values[2]);
            out.put((byte) 0x32).put((byte) 3).put(new byte[] {'c', 'k', 'p'});
        }
        out.put((byte) 0x10);
        for (int rest = 8_555_530; rest != 0; rest >>>= 7) {
            out.put((byte) ((rest & 0x7F) | (rest > 0x7F ? 0x80 : 0)));
        }
        putDouble(out, 3, 2000);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void putDouble(ByteBuffer out, int field, double value) {
        out.put((byte) ((field << 3) | 1)).putDouble(value);
    }
}
