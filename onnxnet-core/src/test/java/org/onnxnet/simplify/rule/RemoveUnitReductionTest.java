package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class RemoveUnitReductionTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveUnitReduction());

    private static Consumer<GraphBuilder> sum(long keep, long axis) {
        return g -> {
            String axes = g.initializer(Tensor.ofLongs("a", axis));
            String y = g.op("ReduceSum", List.of(g.input("x", FLOAT, 1, 3), axes), Attribute.of("keepdims", keep));
            g.output(new Value(g.op("Relu", List.of(y)), ValueType.tensor(FLOAT, Shape.ofRank(keep == 1 ? 2 : 1))));
        };
    }

    @Test
    void anAxisOfOneElement() {
        rule.fires(17, sum(1, 0), "Relu");
        rule.fires(17, sum(0, -2), "Squeeze", "Relu");
    }

    @Test
    void anAxisOfMoreElements() {
        rule.doesNotFire(17, sum(0, 1));
    }
}
