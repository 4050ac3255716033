package org.onnxnet.predictor.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SafetensorsTest {
    @TempDir
    Path folder;

    /** A file with this header and so many zero bytes of data. */
    private Path file(String header, int dataBytes) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return file(json.length, json, dataBytes);
    }

    private Path file(long statedLength, byte[] json, int dataBytes) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(statedLength).put(json);
        return Files.write(folder.resolve("model.safetensors"), bytes.array());
    }

    private static String entry(String type, String shape, int begin, int end) {
        return "{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":[" + begin + "," + end + "]}";
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F16", "BF16"})
    void givesBackWhatWasWritten(DType type) throws IOException {
        float[] matrix = {0, 1, -2, 0.5f, 1024, -0.09375f};
        Path file = folder.resolve("written.safetensors");
        new SafetensorsWriter(type)
                .add("matrix", new long[] {2, 3}, () -> matrix)
                .add("scalar", new long[] {}, () -> new float[] {3})
                .add("empty", new long[] {0, 4}, () -> new float[0])
                .write(file);
        Safetensors read = Safetensors.open(file);
        assertThat(read.entries()).hasSize(3);
        assertThat(read.entry("matrix").shape()).containsExactly(2L, 3L);
        assertThat(read.floats("matrix")).containsExactly(matrix);
        assertThat(read.floats("scalar")).containsExactly(3);
        assertThat(read.floats("empty")).isEmpty();
    }

    @Test
    void readsTensorsLargerThanItsBuffer() throws IOException {
        float[] many = new float[700_001];
        Random random = new Random(42);
        for (int i = 0; i < many.length; i++) {
            many[i] = random.nextFloat();
        }
        Path file = folder.resolve("large.safetensors");
        new SafetensorsWriter(DType.F32)
                .add("first", new long[] {1}, () -> new float[] {7})
                .add("many", new long[] {many.length}, () -> many)
                .write(file);
        assertThat(Arrays.equals(Safetensors.open(file).floats("many"), many)).isTrue();
    }

    @Test
    void sameTensorsGiveTheSameBytes() throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter(DType.F32).add("a", new long[] {1}, () -> new float[] {1});
        writer.write(folder.resolve("one"));
        writer.write(folder.resolve("two"));
        assertThat(folder.resolve("one")).hasSameBinaryContentAs(folder.resolve("two"));
    }

    @Test
    void aFileThatCannotBeWrittenWholeIsNotThere() {
        Path file = folder.resolve("half");
        SafetensorsWriter writer = new SafetensorsWriter(DType.F32)
                .add("good", new long[] {1}, () -> new float[] {1})
                .add("bad", new long[] {2}, () -> new float[] {1});
        assertThatThrownBy(() -> writer.write(file)).hasMessageContaining("tensor 'bad' has 1 elements, wanted 2");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a gap          | {"a":%1, "b":%3} | 12 | tensor 'b' begins at byte
            an overlap     | {"a":%1, "b":%2} | 6  | must not overlap
            too much data  | {"a":%1}         | 5  | 1 bytes after the last tensor
            cut off        | {"a":%1}         | 3  | is the file cut off?
            a wrong size   | {"a":%4}         | 8  | need another number
            an unknown type| {"a":%5}         | 4  | the dtype of tensor 'a' is "F4", wanted
            twice the same | {"a":%1, "a":%1} | 4  | not JSON: Duplicate field 'a'
            an array       | [1]              | 0  | the header is [1], wanted an object
            no JSON        | {"a":            | 0  | not JSON
            a negative size| {"a":%6}         | 4  | wanted whole numbers that are not negative
            an endless size| {"a":%7}         | 4  | need another number
            no offsets     | {"a":{"dtype":"F32","shape":[1]}} | 4 | data_offsets of tensor 'a' is nothing
            deep nesting   | {"a":[[[[[[[[[[1]]]]]]]]]]} | 0 | not JSON""")
    void refuses(String what, String header, int dataBytes, String message) throws IOException {
        String json = header.replace("%1", entry("F32", "[1]", 0, 4))
                .replace("%2", entry("F32", "[1]", 2, 6))
                .replace("%3", entry("F32", "[1]", 8, 12))
                .replace("%4", entry("F32", "[3]", 0, 8))
                .replace("%5", entry("F4", "[1]", 0, 4))
                .replace("%6", entry("F32", "[-1]", 0, 4))
                .replace("%7", entry("F32", "[4611686018427387904,8]", 0, 4));
        Path file = file(json, dataBytes);
        assertThatThrownBy(() -> Safetensors.open(file))
                .as(what)
                .isInstanceOf(InvalidCheckpointException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "1", "100000001", "9223372036854775807", "1000"})
    void refusesAnImpossibleHeaderLength(long length) throws IOException {
        Path file = file(length, "{}".getBytes(StandardCharsets.UTF_8), 0);
        assertThatThrownBy(() -> Safetensors.open(file))
                .isInstanceOf(InvalidCheckpointException.class)
                .hasMessageContaining("is not possible");
    }

    @Test
    void refusesAFileOfLessThanEightBytes() throws IOException {
        Path file = Files.write(folder.resolve("tiny"), new byte[5]);
        assertThatThrownBy(() -> Safetensors.open(file)).hasMessageContaining("the file is cut off");
    }

    @Test
    void saysWhichTensorIsMissingOrHasAnotherType() throws IOException {
        Safetensors read = Safetensors.open(file("{\"a\":" + entry("I64", "[1]", 0, 8) + "}", 8));
        assertThatThrownBy(() -> read.floats("b")).hasMessageContaining("no tensor 'b' among 1");
        assertThatThrownBy(() -> read.floats("a")).hasMessageContaining("has type I64, wanted F32, F16 or BF16");
    }

    @Test
    void refusesValuesThatAreNotFinite() throws IOException {
        Path file = folder.resolve("nan");
        new SafetensorsWriter(DType.F32)
                .add("weight", new long[] {3}, () -> new float[] {1, Float.NaN, 2})
                .write(file);
        Safetensors read = Safetensors.open(file);
        assertThatThrownBy(() -> read.floats("weight"))
                .hasMessageContaining("tensor 'weight' has the value NaN at element 1");
    }

    @Test
    void noticesThatTheFileHasBecomeShorter() throws IOException {
        Path file = file("{\"a\":" + entry("F32", "[2]", 0, 8) + "}", 8);
        Safetensors read = Safetensors.open(file);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 4));
        assertThatThrownBy(() -> read.floats("a")).hasMessageContaining("the file is cut off");
    }
}
