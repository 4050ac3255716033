package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Model;

class FuseGemmTransposeTest {
    private final RuleAssert rule = RuleAssert.of(new FuseGemmTranspose());

    @Test
    void theGemmTransposes() {
        Model result = rule.fires(
                17,
                g -> {
                    String b = g.op("Transpose", List.of(g.input("b", FLOAT, 4, 3)));
                    g.output(g.op("Gemm", List.of(g.input("a", FLOAT, 2, 3), b)), FLOAT, 2, 4);
                },
                "Gemm");
        assertThat(RuleAssert.only(result, "Gemm").intAttribute("transB", 0)).isEqualTo(1);
    }

    @Test
    void twiceIsNot() {
        Model result = rule.fires(
                17,
                g -> {
                    String a = g.op("Transpose", List.of(g.input("a", FLOAT, 2, 3)));
                    g.output(
                            g.op("Gemm", List.of(a, g.input("b", FLOAT, 3, 4)), Attribute.of("transA", 1)),
                            FLOAT,
                            2,
                            4);
                },
                "Gemm");
        assertThat(RuleAssert.only(result, "Gemm").attribute("transA")).isNull();
    }

    @Test
    void aTransposeThatMovesNothingStays() {
        rule.doesNotFire(17, g -> {
            String a = g.op("Transpose", List.of(g.input("a", FLOAT, 2, 3)), Attribute.ofInts("perm", 0, 1));
            g.output(g.op("Gemm", List.of(a, g.input("b", FLOAT, 3, 4))), FLOAT, 2, 4);
        });
    }
}
