package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class MergeEqualNodesTest {
    private final RuleAssert rule = RuleAssert.of(new MergeEqualNodes());

    @Test
    void theSecondGoes() {
        rule.fires(
                17,
                g -> {
                    String x = g.input("x", FLOAT, 4);
                    g.output(g.op("Add", List.of(g.op("Relu", List.of(x)), g.op("Relu", List.of(x)))), FLOAT, 4);
                },
                "Relu",
                "Add");
    }

    @Test
    void otherOperandsOrAttributesStay() {
        rule.doesNotFire(17, g -> {
            String x = g.input("x", FLOAT, 4);
            String y = g.input("y", FLOAT, 4);
            String a = g.op("Sub", List.of(x, y));
            String b = g.op("Sub", List.of(y, x));
            String c = g.op("LeakyRelu", List.of(a), Attribute.of("alpha", 0.1f));
            String d = g.op("LeakyRelu", List.of(a), Attribute.of("alpha", 0.2f));
            g.output(g.op("Sum", List.of(b, c, d)), FLOAT, 4);
        });
    }

    @Test
    void anEmptySlotIsNotTheNextOne() {
        rule.doesNotFire(17, g -> {
            String x = g.input("x", FLOAT, 4);
            String c = g.initializer(Tensor.ofFloats("c", Shape.SCALAR, 1));
            String low = g.op("Clip", List.of(x, c));
            String high = g.op("Clip", List.of(x, "", c));
            g.output(g.op("Add", List.of(low, high)), FLOAT, 4);
        });
    }

    @Test
    void randomNumbersStay() {
        rule.doesNotFire(17, g -> {
            String x = g.input("x", FLOAT, 4);
            String a = g.op("RandomUniformLike", List.of(x));
            g.output(g.op("Sub", List.of(a, g.op("RandomUniformLike", List.of(x)))), FLOAT, 4);
        });
    }

    @Test
    void twoOutputsCannotBecomeOne() {
        rule.doesNotFire(17, g -> {
            String x = g.input("x", FLOAT, 4);
            g.output(g.op("Relu", List.of(x)), FLOAT, 4);
            g.output(g.op("Relu", List.of(x)), FLOAT, 4);
        });
    }
}
