package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class RemoveZeroAdditionTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveZeroAddition());

    private static Consumer<GraphBuilder> plus(Tensor c, boolean first) {
        return g -> {
            g.initializer(c);
            String x = g.input("x", FLOAT, 2, 2);
            String y = g.op("Add", first ? List.of(c.name(), x) : List.of(x, c.name()));
            g.output(new Value(
                    g.op("Relu", List.of(y)),
                    ValueType.tensor(FLOAT, Shape.ofRank(c.shape().rank() > 2 ? 3 : 2))));
        };
    }

    @Test
    void zeros() {
        rule.fires(17, plus(Tensor.ofFloats("c", Shape.SCALAR, 0), true), "Relu");
        rule.fires(17, plus(Tensor.ofFloats("c", Shape.of(2, 2), 0, 0, 0, 0), false), "Relu");
    }

    @Test
    void notAllZeros() {
        rule.doesNotFire(17, plus(Tensor.ofFloats("c", Shape.of(2, 2), 0, 0, 0, 1), false));
    }

    @Test
    void aZeroThatAddsAnAxis() {
        rule.doesNotFire(17, plus(Tensor.ofFloats("c", Shape.of(1, 1, 1), 0), false));
    }
}
