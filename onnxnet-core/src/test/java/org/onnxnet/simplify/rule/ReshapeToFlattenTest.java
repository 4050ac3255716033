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

class ReshapeToFlattenTest {
    private final RuleAssert rule = RuleAssert.of(new ReshapeToFlatten());

    private static Consumer<GraphBuilder> reshape(long... shape) {
        return g -> {
            String s = g.initializer(Tensor.ofLongs("s", shape));
            String y = g.op("Reshape", List.of(g.input("x", FLOAT, 2, 3, 4), s));
            g.output(new Value(y, ValueType.tensor(FLOAT, Shape.ofRank(shape.length))));
        };
    }

    @Test
    void theFirstAxisStays() {
        rule.fires(17, reshape(2, -1), "Flatten");
        rule.fires(17, reshape(0, 12), "Flatten");
    }

    @Test
    void aSqueezeOfTheLastAxes() {
        rule.fires(
                17,
                g -> {
                    String axes = g.initializer(Tensor.ofLongs("a", 2, 3));
                    g.output(g.op("Squeeze", List.of(g.input("x", FLOAT, 2, 3, 1, 1), axes)), FLOAT, 2, 3);
                },
                "Flatten");
    }

    @Test
    void otherShapesStay() {
        rule.doesNotFire(17, reshape(6, 4));
        rule.doesNotFire(17, reshape(2, 4, 3));
    }
}
