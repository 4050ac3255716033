package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onnxnet.graph.Bytes;

class PythonTextTest {
    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0",
        "-7.25, -7.25",
        "0.1, 0.10000000149011612",
        "0.0001, 9.999999747378752e-05",
        "0.00012207031, 0.0001220703125",
        "1.4E-45, 1.401298464324817e-45",
        "1.6777216E7, 16777216.0",
        "1.0E15, 999999986991104.0",
        "1.0E16, 1.0000000272564224e+16",
        "1.7014118E38, 1.7014118346046923e+38",
        "0.0, 0.0",
        "-0.0, -0.0",
        "NaN, nan",
        "Infinity, inf",
        "-Infinity, -inf"
    })
    void writesFloatsAsPythonDoes(float value, String repr) {
        assertThat(PythonText.floatRepr(value)).isEqualTo(repr);
    }

    @Property
    void floatsReadBack(@ForAll int bits) {
        float value = Float.intBitsToFloat(bits);
        if (!Float.isNaN(value) && !Float.isInfinite(value)) {
            assertThat(Double.parseDouble(PythonText.floatRepr(value))).isEqualTo((double) value);
        }
    }

    @Test
    void writesBytesAsPythonDoes() {
        assertThat(PythonText.bytesRepr(Bytes.EMPTY)).isEqualTo("b''");
        assertThat(PythonText.bytesRepr(Bytes.utf8("linear"))).isEqualTo("b'linear'");
        assertThat(PythonText.bytesRepr(Bytes.utf8("it's"))).isEqualTo("b\"it's\"");
        assertThat(PythonText.bytesRepr(Bytes.utf8("it's \"so\""))).isEqualTo("b'it\\'s \"so\"'");
        assertThat(PythonText.bytesRepr(Bytes.utf8("é\0\t\n\r\\"))).isEqualTo("b'\\xc3\\xa9\\x00\\t\\n\\r\\\\'");
    }
}
