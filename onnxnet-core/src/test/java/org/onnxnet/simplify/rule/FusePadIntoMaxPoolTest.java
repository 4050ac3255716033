package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class FusePadIntoMaxPoolTest {
    private final RuleAssert rule = RuleAssert.of(new FusePadIntoMaxPool());

    private static Consumer<GraphBuilder> pool(float value) {
        return g -> {
            String p = g.initializer(Tensor.ofLongs("p", 0, 0, 1, 1, 0, 0, 1, 1));
            String v = g.initializer(Tensor.ofFloats("v", Shape.SCALAR, value));
            String y = g.op("Pad", List.of(g.input("x", FLOAT, 1, 2, 5, 5), p, v));
            g.output(g.op("MaxPool", List.of(y), Attribute.ofInts("kernel_shape", 3, 3)), FLOAT, 1, 2, 5, 5);
        };
    }

    @Test
    void minusInfinity() {
        rule.fires(17, pool(Float.NEGATIVE_INFINITY), "MaxPool");
    }

    @Test
    void zerosStay() {
        rule.doesNotFire(17, pool(0));
    }
}
