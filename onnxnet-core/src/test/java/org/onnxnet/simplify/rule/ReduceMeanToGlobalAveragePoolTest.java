package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class ReduceMeanToGlobalAveragePoolTest {
    private final RuleAssert rule = RuleAssert.of(new ReduceMeanToGlobalAveragePool());

    private static Consumer<GraphBuilder> mean(long keep, long... axes) {
        return g -> {
            String y = g.op(
                    "ReduceMean",
                    List.of(g.input("x", FLOAT, 2, 3, 4, 5)),
                    Attribute.ofInts("axes", axes),
                    Attribute.of("keepdims", keep));
            g.output(new Value(y, ValueType.tensor(FLOAT, Shape.ofRank(keep == 1 ? 4 : 4 - axes.length))));
        };
    }

    @Test
    void allSpatialAxes() {
        rule.fires(17, mean(1, 2, 3), "GlobalAveragePool");
        rule.fires(17, mean(1, -1, -2), "GlobalAveragePool");
    }

    @Test
    void otherAxesStay() {
        rule.doesNotFire(17, mean(1, 3));
        rule.doesNotFire(17, mean(1, 1, 2));
    }

    @Test
    void axesThatAreDroppedStay() {
        rule.doesNotFire(17, mean(0, 2, 3));
    }
}
