package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.GraphBuilder;

class FlattenedAverageToReduceMeanTest {
    private final RuleAssert rule = RuleAssert.of(new FlattenedAverageToReduceMean());

    private static Consumer<GraphBuilder> pool(boolean readTwice) {
        return g -> {
            String y = g.op("GlobalAveragePool", List.of(g.input("x", FLOAT, 2, 3, 4, 5)));
            g.output(g.op("Flatten", List.of(y)), FLOAT, 2, 3);
            if (readTwice) {
                g.output(g.op("Relu", List.of(y)), FLOAT, 2, 3, 1, 1);
            }
        };
    }

    @Test
    void theSpatialAxesAreDropped() {
        rule.fires(17, pool(false), "ReduceMean");
        rule.fires(18, pool(false), "ReduceMean");
    }

    @Test
    void aPoolingThatIsReadTwiceStays() {
        rule.doesNotFire(17, pool(true));
    }
}
