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

class RemoveNoOpSliceTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveNoOpSlice());

    private static Consumer<GraphBuilder> slice(long start, long end, long step) {
        return g -> {
            List<String> inputs = List.of(
                    g.input("x", FLOAT, 4),
                    g.initializer(Tensor.ofLongs("start", start)),
                    g.initializer(Tensor.ofLongs("end", end)),
                    g.initializer(Tensor.ofLongs("axis", 0)),
                    g.initializer(Tensor.ofLongs("step", step)));
            g.output(new Value(g.op("Relu", List.of(g.op("Slice", inputs))), ValueType.tensor(FLOAT, Shape.ofRank(1))));
        };
    }

    @Test
    void everythingIsTaken() {
        rule.fires(17, slice(0, Long.MAX_VALUE, 1), "Relu");
        rule.fires(17, slice(-4, 4, 1), "Relu");
    }

    @Test
    void somethingIsLeftOut() {
        rule.doesNotFire(17, slice(1, Long.MAX_VALUE, 1));
    }

    @Test
    void everythingIsTakenBackwards() {
        rule.doesNotFire(17, slice(-1, Long.MIN_VALUE, -1));
    }
}
