package org.onnxnet.predictor.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class BitWriterTest {
    @Example
    void zerosAndWhatIsNoNumberAreNotAboveZero() {
        float[] edges = {
            0f,
            -0f,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.NaN,
            Float.intBitsToFloat(0x7F800001),
            Float.intBitsToFloat(0x7FFFFFFF),
            Float.intBitsToFloat(0xFFC00000),
            1f
        };
        BitWriter writer = new BitWriter();
        writer.add(FloatBuffer.wrap(edges), 1);
        assertThat(writer.codes()).containsExactly(0b1_0000_0101_0100L);
    }

    @Property
    void oneBitANumberWithItsWeight(@ForAll @Size(max = 300) float[] first, @ForAll @Size(max = 300) float[] second) {
        BitWriter writer = new BitWriter();
        writer.add(FloatBuffer.wrap(first), 3);
        writer.add(FloatBuffer.wrap(second), 2);
        int words = words(first);
        assertThat(writer.codes()).hasSize(words + words(second));
        assertThat(writer.bits()).isEqualTo(3L * first.length + 2L * second.length);
        for (int i = 0; i < first.length; i++) {
            assertThat(bit(writer, 0, i)).isEqualTo(first[i] > 0);
        }
        for (int i = 0; i < second.length; i++) {
            assertThat(bit(writer, words, i)).isEqualTo(second[i] > 0);
        }
        for (int word = 0; word < writer.weights().length; word++) {
            assertThat(writer.weights()[word]).isEqualTo(word < words ? 3 : 2);
        }
    }

    private static int words(float[] numbers) {
        return (numbers.length + 63) / 64;
    }

    private static boolean bit(BitWriter writer, int firstWord, int i) {
        return (writer.codes()[firstWord + i / 64] >>> i & 1) == 1;
    }
}
