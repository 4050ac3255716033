package org.onnxnet.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onnxnet.graph.TensorData.Layout;

class TensorTest {
    @Test
    void readsBackWhatTheFactoriesWrite() {
        assertThat(Tensor.ofLongs("t", -1, 0, Long.MAX_VALUE).toLongs()).containsExactly(-1, 0, Long.MAX_VALUE);
        assertThat(Tensor.ofFloats("t", Shape.of(1, 2), -0f, 1.5f).toDoubles()).containsExactly(-0.0, 1.5);
        assertThat(Tensor.ofFloats("t", Shape.SCALAR, 3f).isScalar()).isTrue();
    }

    // Values by the IEEE 754 and OCP formats that https://onnx.ai/onnx/technical/float8.html tabulates.
    @ParameterizedTest
    @CsvSource({
        "FLOAT16,003C,1.0",
        "FLOAT16,0100,5.960464477539063E-8",
        "FLOAT16,00FC,-Infinity",
        "FLOAT16,017C,NaN",
        "FLOAT16,FF7B,65504.0",
        "BFLOAT16,80BF,-1.0",
        "FLOAT8E4M3FN,7E,448.0",
        "FLOAT8E4M3FN,7F,NaN",
        "FLOAT8E4M3FN,01,0.001953125",
        "FLOAT8E4M3FNUZ,7F,240.0",
        "FLOAT8E4M3FNUZ,80,NaN",
        "FLOAT8E5M2,7B,57344.0",
        "FLOAT8E5M2,7C,Infinity",
        "FLOAT8E5M2,FE,NaN",
        "FLOAT8E5M2FNUZ,7F,57344.0",
        "FLOAT8E5M2FNUZ,80,NaN",
        "FLOAT8E8M0,7F,1.0",
        "FLOAT8E8M0,00,5.877471754111438E-39",
        "FLOAT8E8M0,FF,NaN",
        "DOUBLE,000000000000F0BF,-1.0",
        "UINT64,FFFFFFFFFFFFFFFF,1.8446744073709552E19",
        "INT8,FF,-1.0",
        "BOOL,01,1.0"
    })
    void decodesEveryWidth(ElementType type, String hex, double wanted) {
        Tensor tensor =
                Tensor.ofRaw("t", type, Shape.of(1), Bytes.wrap(HexFormat.of().parseHex(hex)));

        assertThat(tensor.toDoubles()).containsExactly(wanted);
    }

    @ParameterizedTest
    @CsvSource({"UINT4,21F0,1 2 0 15", "INT4,21F0,1 2 0 -1", "UINT2,E4,0 1 2 3", "INT2,E4,0 1 -2 -1"})
    void unpacksTypesUnderAByteFromTheLowBits(ElementType type, String hex, String wanted) {
        Tensor tensor =
                Tensor.ofRaw("t", type, Shape.of(4), Bytes.wrap(HexFormat.of().parseHex(hex)));

        assertThat(tensor.toLongs())
                .containsExactly(
                        List.of(wanted.split(" ")).stream().map(Long::valueOf).toArray(Long[]::new));
    }

    @Test
    void fourBitFloatsHaveEightMagnitudes() {
        Tensor tensor = Tensor.ofRaw(
                "t", ElementType.FLOAT4E2M1, Shape.of(8), Bytes.wrap(new byte[] {0x10, 0x32, 0x54, (byte) 0xF6}));

        assertThat(tensor.toDoubles()).containsExactly(0, 0.5, 1, 1.5, 2, 3, 4, -6);
    }

    // Values and packings that onnx 1.23.1 (numpy_helper) gives.
    @ParameterizedTest
    @CsvSource({
        "FLOAT6E2M3,01FB8914,012C1F2214,0.125 -1.5 7.5 -0.25 3.0",
        "FLOAT6E3M2,828B9112,022E182412,0.125 -1.5 8.0 -0.25 3.0"
    })
    void sixBitFloatsLieFourInThreeBytesOrOneInANumber(ElementType type, String raw, String numbers, String wanted) {
        byte[] packed = HexFormat.of().parseHex(raw);
        Tensor tensor = Tensor.ofRaw("t", type, Shape.of(5), Bytes.wrap(packed));
        Tensor spread = encoded(type, Layout.INT32_DATA, 5, HexFormat.of().parseHex(numbers));

        assertThat(type.byteSize(5)).isEqualTo(4);
        assertThat(tensor.toDoubles())
                .containsExactly(List.of(wanted.split(" ")).stream()
                        .mapToDouble(Double::parseDouble)
                        .toArray());
        assertThat(spread.toDoubles()).containsExactly(tensor.toDoubles());
        assertThat(spread.toRawBytes().toArray()).isEqualTo(packed);
    }

    @Test
    void sixBitFloatsReachTheirLargestAndAreFinite() {
        byte[] all = new byte[48];
        for (int i = 0; i < 64; i++) {
            for (int bit = 0; bit < 6; bit++) {
                all[(6 * i + bit) / 8] |= (byte) ((i >> bit & 1) << ((6 * i + bit) % 8));
            }
        }
        double[] e2m3 = Tensor.ofRaw("t", ElementType.FLOAT6E2M3, Shape.of(64), Bytes.wrap(all))
                .toDoubles();
        double[] e3m2 = Tensor.ofRaw("t", ElementType.FLOAT6E3M2, Shape.of(64), Bytes.wrap(all))
                .toDoubles();

        assertThat(e2m3[31]).isEqualTo(7.5);
        assertThat(e2m3[63]).isEqualTo(-7.5);
        assertThat(e3m2[31]).isEqualTo(28);
        assertThat(e3m2[32]).isEqualTo(-0.0);
        assertThat(java.util.Arrays.stream(e2m3)).allMatch(Double::isFinite);
        assertThat(java.util.Arrays.stream(e3m2)).allMatch(Double::isFinite);
    }

    @Test
    void readsVarintLayouts() {
        // -2 as a ten byte varint, then 300
        byte[] payload = HexFormat.of().parseHex("FEFFFFFFFFFFFFFFFF01AC02");

        assertThat(encoded(ElementType.INT64, Layout.INT64_DATA, 2, payload).toLongs())
                .containsExactly(-2, 300);
        assertThat(encoded(ElementType.INT16, Layout.INT32_DATA, 2, payload).toLongs())
                .containsExactly(-2, 300);
        assertThat(encoded(ElementType.UINT32, Layout.UINT64_DATA, 2, payload).toLongs())
                .containsExactly(4294967294L, 300);
        // the bits of 1.0 in half precision are 0x3C00
        byte[] half = HexFormat.of().parseHex("8078");
        assertThat(encoded(ElementType.FLOAT16, Layout.INT32_DATA, 1, half).toDoubles())
                .containsExactly(1.0);
    }

    @Test
    void refusesDataThatDoesNotFitTheShape() {
        assertThatExceptionOfType(InvalidModelException.class)
                .isThrownBy(() -> encoded(ElementType.INT64, Layout.INT64_DATA, 2, new byte[] {1})
                        .toLongs())
                .withMessage("t: INT64[2] has 1 elements, wanted 2");
        assertThatExceptionOfType(InvalidModelException.class)
                .isThrownBy(() -> encoded(ElementType.INT64, Layout.INT64_DATA, 1, new byte[] {1, 2})
                        .toLongs())
                .withMessage("t: INT64[1] has more elements than its shape, wanted 1");
        assertThatExceptionOfType(InvalidModelException.class)
                .isThrownBy(() -> encoded(ElementType.INT64, Layout.INT64_DATA, 1, new byte[] {-1})
                        .toLongs())
                .withMessage("t: INT64[1] has a malformed varint in its data");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.ofRaw("t", ElementType.FLOAT, Shape.of(2), Bytes.wrap(new byte[7])))
                .withMessage("tensor 't' FLOAT[2] needs 8 bytes, found 7");
    }

    @Test
    void refusesToReadNumbersOfAnotherKind() {
        Tensor strings =
                new Tensor("t", ElementType.STRING, Shape.of(1), new TensorData.Strings(List.of(Bytes.utf8("a"))));

        assertThatIllegalStateException().isThrownBy(strings::toLongs);
        assertThatIllegalStateException().isThrownBy(strings::toDoubles);
        assertThatIllegalStateException().isThrownBy(strings::toRawBytes);
        assertThatIllegalStateException()
                .isThrownBy(() -> Tensor.ofFloats("t", Shape.of(1), 1f).toLongs());
    }

    @Test
    void computedDataIsMadeWhenAskedForAndMustHaveItsSize() {
        ByteSource right = ByteSource.computed(8, () -> Bytes.wrap(new byte[8]));
        ByteSource wrong = ByteSource.computed(8, () -> Bytes.wrap(new byte[4]));

        assertThat(Tensor.ofRaw("t", ElementType.INT64, Shape.of(1), right).toLongs())
                .containsExactly(0);
        assertThatExceptionOfType(OnnxNetException.class)
                .isThrownBy(() -> wrong.read(0, 8))
                .withMessage("a computed tensor has 4 bytes, wanted 8 from its type and shape");
    }

    private static Tensor encoded(ElementType type, Layout layout, int elements, byte[] payload) {
        return new Tensor("t", type, Shape.of(elements), new TensorData.Encoded(layout, Bytes.wrap(payload)));
    }
}
