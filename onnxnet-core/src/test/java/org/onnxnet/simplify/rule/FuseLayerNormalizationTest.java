package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class FuseLayerNormalizationTest {
    private final RuleAssert rule = RuleAssert.of(new FuseLayerNormalization());

    private static Consumer<GraphBuilder> norm(long axis, boolean power, long... scale) {
        return g -> {
            String x = g.input("x", FLOAT, 2, 3, 4);
            Attribute axes = Attribute.ofInts("axes", axis);
            String d = g.op("Sub", List.of(x, g.op("ReduceMean", List.of(x), axes)));
            String two = g.initializer(Tensor.ofFloats("two", Shape.SCALAR, 2));
            String square = power ? g.op("Pow", List.of(d, two)) : g.op("Mul", List.of(d, d));
            String eps = g.initializer(Tensor.ofFloats("eps", Shape.SCALAR, 1e-5f));
            String sum = g.op("Add", List.of(g.op("ReduceMean", List.of(square), axes), eps));
            String quotient = g.op("Div", List.of(d, g.op("Sqrt", List.of(sum))));
            g.output(g.op("Mul", List.of(quotient, g.input("s", FLOAT, scale))), FLOAT, 2, 3, 4);
        };
    }

    @Test
    void theLastAxis() {
        Model result = rule.fires(17, norm(-1, true, 4), "LayerNormalization");
        assertThat(RuleAssert.only(result, "LayerNormalization").intAttribute("axis", -1))
                .isEqualTo(2);
        rule.fires(17, norm(2, false, 4), "LayerNormalization");
    }

    @Test
    void anAxisInTheMiddleStays() {
        rule.doesNotFire(17, norm(1, true, 4));
    }

    @Test
    void aScaleOfAnotherShapeStays() {
        rule.doesNotFire(17, norm(2, true, 3, 4));
    }

    @Test
    void thereIsNoLayerNormalizationBeforeVersion17() {
        rule.doesNotFire(16, norm(2, true, 4));
    }
}
