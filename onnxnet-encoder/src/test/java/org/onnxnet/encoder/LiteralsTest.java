package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;

class LiteralsTest {
    @Test
    void floatsAreShortAndNeverLookLikeIntegers() {
        assertThat(List.of(
                        Literals.of(1f),
                        Literals.of(0.1f),
                        Literals.of(-2.5f),
                        Literals.of(1e-5f),
                        Literals.of(1.5e-7f),
                        Literals.of(1e9f),
                        Literals.of(123456792f),
                        Literals.of(0f),
                        Literals.of(-0f),
                        Literals.of(Float.NaN),
                        Literals.of(Float.NEGATIVE_INFINITY),
                        Literals.of(Float.MIN_VALUE),
                        Literals.of(0.1),
                        Literals.of(2e-44)))
                .containsExactly(
                        "1.0",
                        "0.1",
                        "-2.5",
                        "1e-5",
                        "1.5e-7",
                        "1e9",
                        "123456790.0",
                        "0.0",
                        "-0.0",
                        "nan",
                        "-inf",
                        "1e-45",
                        "0.1",
                        "2e-44");
    }

    @Property
    void floatsReadBack(@ForAll int bits) {
        float value = Float.intBitsToFloat(bits);
        if (!Float.isNaN(value) && !Float.isInfinite(value)) {
            assertThat(Float.parseFloat(Literals.of(value))).isEqualTo(value);
        }
    }

    @Property
    void doublesReadBack(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (!Double.isNaN(value) && !Double.isInfinite(value)) {
            assertThat(Double.parseDouble(Literals.of(value))).isEqualTo(value);
        }
    }

    @Test
    void namesAreQuotedWhereTheyWouldBeMisread() {
        assertThat(Literals.name("com.acme-2")).isEqualTo("com.acme-2");
        assertThat(Literals.name("")).isEqualTo("\"\"");
        assertThat(Literals.name("2d")).isEqualTo("\"2d\"");
        assertThat(Literals.name("return")).isEqualTo("\"return\"");
        assertThat(Literals.name("naïve")).isEqualTo("\"na\\xc3\\xafve\"");
    }

    @Test
    void tensorsShowTheirElementsAndType() {
        assertThat(TensorLiteral.of(Tensor.ofLongs("", 1, -2))).isEqualTo("=[1,-2]");
        assertThat(TensorLiteral.of(Tensor.ofLongs("", Shape.SCALAR, 5))).isEqualTo("=5");
        assertThat(TensorLiteral.of(Tensor.ofFloats("", Shape.of(2, 1), 1, 2))).isEqualTo("=[[1.0],[2.0]]");
        assertThat(TensorLiteral.of(raw(ElementType.BOOL, Shape.of(2), 1, 0))).isEqualTo("=[true,false]");
        assertThat(TensorLiteral.of(raw(ElementType.INT8, Shape.of(2), 1, -1))).isEqualTo("int8=[1,-1]");
        assertThat(TensorLiteral.of(raw(ElementType.UINT4, Shape.of(3), 0x21, 0x0F)))
                .isEqualTo("uint4=[1,2,15]");
        assertThat(TensorLiteral.of(raw(ElementType.FLOAT16, Shape.SCALAR, 0, 0x38)))
                .isEqualTo("float16=0.5");
        assertThat(TensorLiteral.of(raw(ElementType.UINT64, Shape.SCALAR, -1, -1, -1, -1, -1, -1, -1, -1)))
                .isEqualTo("uint64=18446744073709551615");
        assertThat(TensorLiteral.of(raw(ElementType.COMPLEX64, Shape.SCALAR, 0, 0, 0x80, 0x3F, 0, 0, 0, 0)))
                .isEqualTo("complex64=(1.0,0.0)");
        assertThat(TensorLiteral.of(new Tensor(
                        "", ElementType.STRING, Shape.of(1), new TensorData.Strings(List.of(Bytes.utf8("a"))))))
                .isEqualTo("=[\"a\"]");
        assertThat(TensorLiteral.typed(Tensor.ofLongs("", 1))).isEqualTo("int64=[1]");
        assertThat(TensorLiteral.of(Tensor.ofLongs("", Shape.of(0, 4)))).isEqualTo("int64[0x4]=[]");
    }

    @Test
    void oddTensorsOfDamagedFilesHaveAText() {
        assertThat(TensorLiteral.of(raw(ElementType.UNDEFINED, Shape.of(2)))).isEqualTo("undefined[2]=[]");
        long[] ones = new long[50_000];
        java.util.Arrays.fill(ones, 1);
        assertThat(TensorLiteral.of(raw(ElementType.INT8, Shape.of(ones), 7))).contains("x1]#");
    }

    private static Tensor raw(ElementType type, Shape shape, int... bytes) {
        byte[] array = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            array[i] = (byte) bytes[i];
        }
        return Tensor.ofRaw("", type, shape, Bytes.wrap(array));
    }

    @Test
    void largeTensorsShowAHashOfTheirElements() {
        ByteBuffer zeros = ByteBuffer.allocate(300 * 4).order(ByteOrder.LITTLE_ENDIAN);
        Tensor one = Tensor.ofRaw("", ElementType.INT32, Shape.of(300), Bytes.copyOf(zeros.array()));
        Tensor other = Tensor.ofRaw(
                "",
                ElementType.INT32,
                Shape.of(300),
                Bytes.copyOf(zeros.putInt(4, 1).array()));

        assertThat(TensorLiteral.of(one)).matches("int32\\[300]#[0-9a-f]{16}");
        assertThat(TensorLiteral.of(other)).isNotEqualTo(TensorLiteral.of(one));
    }
}
