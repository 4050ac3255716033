package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class FuseGeluTest {
    private final RuleAssert rule = RuleAssert.of(new FuseGelu());

    private static String number(GraphBuilder g, String name, double value) {
        return g.initializer(Tensor.ofFloats(name, Shape.SCALAR, (float) value));
    }

    private static Consumer<GraphBuilder> exact(double half, boolean late) {
        return g -> {
            String x = g.input("x", FLOAT, 64);
            String erf = g.op("Erf", List.of(g.op("Div", List.of(x, number(g, "r", Math.sqrt(2))))));
            String sum = g.op("Add", List.of(erf, number(g, "one", 1)));
            String h = number(g, "h", half);
            g.output(
                    late
                            ? g.op("Mul", List.of(g.op("Mul", List.of(x, sum)), h))
                            : g.op("Mul", List.of(g.op("Mul", List.of(h, x)), sum)),
                    FLOAT,
                    64);
        };
    }

    @Test
    void theExactForm() {
        rule.fires(20, exact(0.5, true), "Gelu");
        rule.fires(20, exact(0.5, false), "Gelu");
    }

    @Test
    void theApproximation() {
        Model result = rule.fires(
                20,
                g -> {
                    String x = g.input("x", FLOAT, 64);
                    String cube =
                            g.op("Mul", List.of(number(g, "k", 0.044715), g.op("Pow", List.of(x, number(g, "p", 3)))));
                    String inner =
                            g.op("Mul", List.of(g.op("Add", List.of(x, cube)), number(g, "s", Math.sqrt(2 / Math.PI))));
                    String sum = g.op("Add", List.of(number(g, "one", 1), g.op("Tanh", List.of(inner))));
                    g.output(g.op("Mul", List.of(g.op("Mul", List.of(x, sum)), number(g, "h", 0.5))), FLOAT, 64);
                },
                "Gelu");
        assertThat(RuleAssert.only(result, "Gelu").stringAttribute("approximate", "none"))
                .isEqualTo("tanh");
    }

    @Test
    void anotherNumberStays() {
        rule.doesNotFire(20, exact(0.51, true));
    }

    @Test
    void thereIsNoGeluBeforeVersion20() {
        rule.doesNotFire(17, exact(0.5, true));
    }
}
