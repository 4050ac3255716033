package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Value;

class FoldedDecoderTest {
    private static OnnxGraph decode(String text) {
        return Decoder.decode(text, Dialect.FOLDED);
    }

    @Test
    void whatALayerLeavesOutIsThere() {
        OnnxGraph graph = decode("Conv(1x3x8x8,out=16,k=3,s=2) Relu");

        assertThat(graph.inputs())
                .containsExactly(
                        Value.tensor("Conv_1.X", ElementType.FLOAT, 1, 3, 8, 8),
                        Value.tensor("Conv_1.W", ElementType.FLOAT, 16, 3, 3, 3),
                        Value.tensor("Conv_1.B", ElementType.FLOAT, 16));
        assertThat(graph.nodes().get(0).intsAttribute("pads")).containsExactly(1L, 1L, 1L, 1L);
        assertThat(graph.nodes().get(0).intsAttribute("kernel_shape")).containsExactly(3L, 3L);
        assertThat(graph.outputs()).containsExactly(Value.tensor("Value2", ElementType.FLOAT, 1, 16, 4, 4));
        assertThat(graph.check()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A = Relu Tanh@A A Neg(2x) | Relu Tanh Relu Tanh Neg(2x)",
                "Relu(2x)*3 | Relu(2x) Relu(2x) Relu(2x)",
                "A = Relu Add($1,1)@B = A($2)*$1 Neg@Abs(2x) B(2,1) A(3) --> 1 "
                        + "| Abs(2x) Relu Add(1,1) Relu Add(1,1) Neg Relu Add(3,1) --> 1",
                "A = Op(\"$1 A\") Op($1)@A(2)*2 | Op(\"$1 A\") Op(2) Op(\"$1 A\") Op(2)",
                "\"A\"(2x) | \"A\"(2x)",
            })
    void callsAndRunsUnfold(String folded, String flat) {
        assertThat(Unfolder.text(folded.replace('@', '\n'))).isEqualTo(flat);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Relu(3) | 1 | 6 | reads the value written 3 ago",
                "Relu(2x) Add(2,1) | 1 | 14 | reads the value written 2 ago",
                "Relu(2x) B | 1 | 10 | B is called, but nothing before defines it",
                "A = Relu($1) Neg@Relu(2x) A | 2 | 10 | A has 0 arguments, wanted 1",
                "A = Relu Neg@A = Neg Relu@Relu(2x) A | 2 | 1 | definition A is there twice",
                "A = Relu($2) Neg@Relu(2x) A(1,7) | 2 | 14 | reads the value written 7 ago",
                "A = Relu Add(5,1)@Relu(2x) A | 1 | 14 | reads the value written 5 ago",
                "Relu(2x)*0 | 1 | 10 | wanted how often it runs",
                "Relu(2x) Neg($1) | 1 | 14 | parameter $1 stands in no definition",
                "Relu(2x) A(x) | 1 | 10 | A is called, but nothing",
                "A = Relu($1) Neg@Relu(2x) A(x) | 2 | 12 | wanted a number or a parameter",
                "Conv(n1,out=4) | 1 | 1 | the weights of this Conv do not follow",
                "Relu(Value1) | 1 | 6 | values have no names here",
                "Relu(prev) | 1 | 6 | values have no names here",
                "Relu(2x) Neg Abs(k=1,1) | 1 | 22 | an operand stands behind",
                "Split(4x,outs=2) --> :2 | 1 | 18 | found 1 outputs, wanted 2",
                "Split(4x,outs=9999999) | 1 | 10 | wanted 0 to 1000000",
            })
    void errorsSayWhereInTheFoldedText(String text, int line, int column, String message) {
        assertThatExceptionOfType(MalformedTextException.class)
                .isThrownBy(() -> decode(text.replace('@', '\n')))
                .satisfies(e -> assertThat(e.line() + ":" + e.column())
                        .as(e.getMessage())
                        .isEqualTo(line + ":" + column))
                .withMessageContaining(message);
    }

    @Test
    void aShortTextCannotAskForANetworkWithoutEnd() {
        assertThatExceptionOfType(MalformedTextException.class)
                .isThrownBy(() -> decode("A = Relu*999 Neg\nB = A*999 Neg\nC = B*999 Neg\nRelu(2x) C*999"))
                .withMessageContaining("more than 65536 nodes");
        StringBuilder deep = new StringBuilder("A = Relu Neg\n");
        for (int i = 1; i < 200; i++) {
            deep.append("A")
                    .append(i)
                    .append(" = ")
                    .append(i == 1 ? "A" : "A" + (i - 1))
                    .append('\n');
        }
        assertThatExceptionOfType(MalformedTextException.class)
                .isThrownBy(() -> decode(deep + "Relu(2x) A199"))
                .withMessageContaining("nest more than 100 deep");
    }

    @Test
    void textsOfTheReferenceDialectAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Decoder.decode("Relu()", Dialect.REFERENCE));
    }
}
