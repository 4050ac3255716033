package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class FuseMatMulAddTest {
    private final RuleAssert rule = RuleAssert.of(new FuseMatMulAdd());

    private static Consumer<GraphBuilder> product(ElementType type, boolean swapped, long... bias) {
        return g -> {
            String a = g.input("a", type, 3, 3);
            String b = g.input("b", type, 3, 3);
            String y = g.op("MatMul", swapped ? List.of(b, a) : List.of(a, b));
            String z = g.op("Add", List.of(g.input("c", type, bias), y));
            g.output(new Value(z, ValueType.tensor(type, Shape.ofRank(Math.max(2, bias.length)))));
        };
    }

    @Test
    void aRowAColumnOrAMatrix() {
        rule.fires(17, product(FLOAT, false, 3), "Gemm");
        rule.fires(17, product(FLOAT, false, 3, 1), "Gemm");
        Model result = rule.fires(17, product(FLOAT, true, 3, 3), "Gemm");
        assertThat(RuleAssert.only(result, "Gemm").inputs()).containsExactly("b", "a", "c");
    }

    @Test
    void integersStay() {
        rule.doesNotFire(17, product(INT64, false, 3));
    }

    @Test
    void aStackOfMatricesStays() {
        rule.doesNotFire(17, product(FLOAT, false, 2, 3, 3));
    }
}
