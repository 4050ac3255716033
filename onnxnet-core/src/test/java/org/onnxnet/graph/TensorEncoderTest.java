package org.onnxnet.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class TensorEncoderTest {
    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {
                "FLOAT16",
                "BFLOAT16",
                "FLOAT8E4M3FN",
                "FLOAT8E4M3FNUZ",
                "FLOAT8E5M2",
                "FLOAT8E5M2FNUZ",
                "FLOAT8E8M0",
                "FLOAT4E2M1",
                "FLOAT6E2M3",
                "FLOAT6E3M2"
            })
    void everyNumberOfASmallFormatReadsBack(ElementType type) {
        long[] patterns = LongStream.range(0, 1L << type.bits()).toArray();
        Tensor all = packed(type, patterns);
        double[] numbers = all.toDoubles();

        Tensor again = Tensor.ofReals("t", type, all.shape(), numbers);

        assertThat(again.toDoubles()).containsExactly(numbers);
        if (IntStream.range(0, numbers.length).noneMatch(i -> Double.isNaN(numbers[i]))) {
            assertThat(again.toRawBytes()).isEqualTo(all.toRawBytes());
        }
    }

    /** All patterns of a width in order, written bit by bit. */
    private static Tensor packed(ElementType type, long[] patterns) {
        byte[] raw = new byte[(int) type.byteSize(patterns.length)];
        for (int i = 0; i < patterns.length; i++) {
            for (int bit = 0; bit < type.bits(); bit++) {
                int at = i * type.bits() + bit;
                raw[at / 8] |= (byte) ((patterns[i] >> bit & 1) << (at % 8));
            }
        }
        return Tensor.ofRaw("t", type, Shape.of(patterns.length), Bytes.wrap(raw));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"UINT8", "INT8", "UINT16", "INT16", "UINT4", "INT4", "UINT2", "INT2"})
    void everyNumberOfASmallIntegerReadsBack(ElementType type) {
        Tensor all = packed(type, LongStream.range(0, 1L << type.bits()).toArray());

        Tensor again = Tensor.ofIntegers("t", type, all.shape(), all.toLongs());

        assertThat(again.toRawBytes()).isEqualTo(all.toRawBytes());
    }

    @Test
    void theLimitsOfWideTypesReadBack() {
        long[] signed = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE};
        assertThat(Tensor.ofIntegers("t", ElementType.INT64, Shape.of(4), signed)
                        .toLongs())
                .containsExactly(signed);
        assertThat(Tensor.ofIntegers("t", ElementType.UINT64, Shape.of(4), signed)
                        .toLongs())
                .containsExactly(signed);
        assertThat(Tensor.ofIntegers("t", ElementType.UINT32, Shape.of(2), 0, 0xFFFFFFFFL)
                        .toLongs())
                .containsExactly(0, 0xFFFFFFFFL);
        assertThat(Tensor.ofIntegers("t", ElementType.BOOL, Shape.of(2), 0, 1).toLongs())
                .containsExactly(0, 1);
        double[] reals = {-0.0, Double.MIN_VALUE, Double.POSITIVE_INFINITY, Double.NaN};
        assertThat(Tensor.ofReals("t", ElementType.DOUBLE, Shape.of(4), reals).toDoubles())
                .containsExactly(reals);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"FLOAT16", "BFLOAT16", "FLOAT8E4M3FN", "FLOAT8E8M0", "FLOAT4E2M1", "FLOAT6E3M2"})
    void refusesWhatTheFormatDoesNotHave(ElementType type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.ofReals("t", type, Shape.SCALAR, 0.1))
                .withMessageContaining("0.1 is no ");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"BOOL", "UINT8", "INT8", "UINT2", "INT4", "INT32", "UINT32"})
    void refusesIntegersThatDoNotFit(ElementType type) {
        for (long value : new long[] {Long.MIN_VALUE, -(1L << 32), 1L << 32, Long.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Tensor.ofIntegers("t", type, Shape.SCALAR, value))
                    .withMessage(value + " does not fit " + type);
        }
    }
}
