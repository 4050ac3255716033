package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class MinMaxToClipTest {
    private final RuleAssert rule = RuleAssert.of(new MinMaxToClip());

    private static Consumer<GraphBuilder> bounded(String type, Shape shape, float... numbers) {
        return g -> {
            String c = g.initializer(Tensor.ofFloats("c", shape, numbers));
            g.output(g.op(type, List.of(c, g.input("x", FLOAT, 2, 3))), FLOAT, 2, 3);
        };
    }

    @Test
    void oneNumber() {
        rule.fires(17, bounded("Min", Shape.SCALAR, 0.5f), "Clip");
        rule.fires(17, bounded("Max", Shape.of(1, 1), -0.5f), "Clip");
        rule.fires(17, bounded("Max", Shape.SCALAR, 0), "Relu");
        rule.fires(10, bounded("Min", Shape.SCALAR, 0.5f), "Clip");
    }

    @Test
    void severalNumbersStay() {
        rule.doesNotFire(17, bounded("Min", Shape.of(3), 1, 2, 3));
    }

    @Test
    void aNumberThatAddsAnAxisStays() {
        rule.doesNotFire(17, g -> {
            String c = g.initializer(Tensor.ofFloats("c", Shape.of(1, 1, 1), 2));
            g.output(g.op("Min", List.of(c, g.input("x", FLOAT, 2, 3))), FLOAT, 1, 2, 3);
        });
    }

    @Test
    void threeOperandsStay() {
        rule.doesNotFire(17, g -> {
            String c = g.initializer(Tensor.ofFloats("c", Shape.SCALAR, 2));
            g.output(g.op("Min", List.of(c, g.input("x", FLOAT, 2), g.input("y", FLOAT, 2))), FLOAT, 2);
        });
    }
}
