package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class FuseHardSwishTest {
    private final RuleAssert rule = RuleAssert.of(new FuseHardSwish());

    private static String number(GraphBuilder g, String name, double value) {
        return g.initializer(Tensor.ofFloats(name, Shape.SCALAR, (float) value));
    }

    private static Consumer<GraphBuilder> clip(double top) {
        return g -> {
            String x = g.input("x", FLOAT, 64);
            String sum = g.op("Add", List.of(x, number(g, "three", 3)));
            String gate = g.op("Clip", List.of(sum, number(g, "zero", 0), number(g, "top", top)));
            g.output(g.op("Div", List.of(g.op("Mul", List.of(x, gate)), number(g, "six", 6))), FLOAT, 64);
        };
    }

    private static Consumer<GraphBuilder> sigmoid(float alpha) {
        return g -> {
            String x = g.input("x", FLOAT, 64);
            g.output(g.op("Mul", List.of(x, g.op("HardSigmoid", List.of(x), Attribute.of("alpha", alpha)))), FLOAT, 64);
        };
    }

    @Test
    void bothForms() {
        rule.fires(17, clip(6), "HardSwish");
        rule.fires(17, sigmoid(1 / 6f), "HardSwish");
    }

    @Test
    void otherNumbersStay() {
        rule.doesNotFire(17, clip(5));
        rule.doesNotFire(17, sigmoid(0.2f));
    }

    /** A formula has a few products; each node of a long chain would else look through all before it. */
    @Test
    void aLongChainOfProductsIsNoFormula() {
        rule.doesNotFire(17, g -> {
            String x = g.input("x", FLOAT, 64);
            String gate = g.op("HardSigmoid", List.of(x), Attribute.of("alpha", 1 / 6f));
            String product = g.op("Mul", List.of(g.op("Mul", List.of(x, number(g, "two", 2))), gate));
            for (int i = 0; i < 4; i++) {
                product = g.op("Mul", List.of(product, number(g, "four" + i, 4)));
                product = g.op("Mul", List.of(product, number(g, "quarter" + i, 0.25)));
            }
            g.output(g.op("Mul", List.of(product, number(g, "half", 0.5))), FLOAT, 64);
        });
    }

    @Test
    void thereIsNoHardSwishBeforeVersion14() {
        rule.doesNotFire(13, clip(6));
    }
}
