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

class RemoveNoOpPadTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveNoOpPad());

    private static Consumer<GraphBuilder> pad(long... pads) {
        return g -> {
            String p = g.initializer(Tensor.ofLongs("p", pads));
            String y = g.op("Pad", List.of(g.input("x", FLOAT, 2, 3), p));
            g.output(new Value(g.op("Relu", List.of(y)), ValueType.tensor(FLOAT, Shape.ofRank(2))));
        };
    }

    @Test
    void zeros() {
        rule.fires(17, pad(0, 0, 0, 0), "Relu");
    }

    @Test
    void notZeros() {
        rule.doesNotFire(17, pad(0, 1, 0, 0));
        rule.doesNotFire(17, pad(0, 1, 0, -1));
    }

    @Test
    void zerosInAnAttribute() {
        rule.fires(
                10,
                g -> {
                    String y = g.op("Pad", List.of(g.input("x", FLOAT, 2, 3)), Attribute.ofInts("pads", 0, 0, 0, 0));
                    g.output(g.op("Relu", List.of(y)), FLOAT, 2, 3);
                },
                "Relu");
    }
}
