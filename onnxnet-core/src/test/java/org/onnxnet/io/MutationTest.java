package org.onnxnet.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Model;

/** Damaged models are read, or refused in one line; a seed replays a failure: {@code -Donnxnet.seed=N}. */
class MutationTest {
    private static final long SEED = Long.getLong("onnxnet.seed", 20261124L);
    private static final int MUTATIONS_EACH = 400;

    @TestFactory
    List<DynamicTest> damagedModels() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String trap :
                List.of("conv_bn_multiuse", "if_inline_name_clash", "local_function", "lstm_empty_opt", "seq_ops")) {
            byte[] model = Files.readAllBytes(Path.of("src/test/resources/traps", trap + ".onnx"));
            tests.add(DynamicTest.dynamicTest(trap + " with seed " + SEED, () -> damage(model)));
        }
        for (long seed = SEED; seed < SEED + 5; seed++) {
            byte[] model = new RandomProtos(seed).model().toByteArray();
            tests.add(DynamicTest.dynamicTest("random model with seed " + seed, () -> damage(model)));
        }
        return tests;
    }

    private static void damage(byte[] model) {
        for (int i = 0; i < MUTATIONS_EACH; i++) {
            long seed = SEED + i;
            byte[] damaged = mutate(model, new Random(seed));
            try {
                Model read = OnnxReader.read(damaged);
                byte[] saved = OnnxWriter.toBytes(read);
                assertThat(OnnxWriter.toBytes(OnnxReader.read(saved)))
                        .as("seed %d", seed)
                        .isEqualTo(saved);
            } catch (InvalidModelException refused) {
                assertThat(refused)
                        .message()
                        .as("seed %d", seed)
                        .hasLineCount(1)
                        .hasSizeLessThan(2000);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("replay with -Donnxnet.seed=" + seed, e);
            }
        }
    }

    /** Bits flipped, bytes set to what lengths and tags like least, pieces removed, doubled or moved. */
    private static byte[] mutate(byte[] model, Random random) {
        byte[] bytes = model.clone();
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) new int[] {0, 1, 0x7F, 0x80, 0xFF, 0x0B, 0x0C}[random.nextInt(7)];
                case 2 -> bytes = splice(bytes, at, Math.min(bytes.length, at + random.nextInt(20)), at);
                case 3 -> bytes = splice(bytes, at, at, random.nextInt(at + 1));
                default -> bytes = splice(bytes, at, bytes.length, at);
            }
            if (bytes.length == 0) {
                return new byte[] {0};
            }
        }
        return bytes;
    }

    /** Everything before {@code end}, then everything from {@code resume}, of which what lies before {@code from} repeats. */
    private static byte[] splice(byte[] bytes, int end, int resume, int from) {
        byte[] result = new byte[end + (end - from) + bytes.length - resume];
        System.arraycopy(bytes, 0, result, 0, end);
        System.arraycopy(bytes, from, result, end, end - from);
        System.arraycopy(bytes, resume, result, end + (end - from), bytes.length - resume);
        return result;
    }
}
