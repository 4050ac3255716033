package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.OpId;

class RemoveUnusedOutputsTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveUnusedOutputs());

    private static Consumer<GraphBuilder> pool(boolean read) {
        return g -> {
            List<String> both = g.op(
                    OpId.of("MaxPool"),
                    2,
                    List.of(g.input("x", FLOAT, 1, 1, 4, 4)),
                    Attribute.ofInts("kernel_shape", 2, 2));
            g.output(both.get(0), FLOAT, 1, 1, 3, 3);
            if (read) {
                g.output(both.get(1), INT64, 1, 1, 3, 3);
            }
        };
    }

    @Test
    void indicesThatNobodyReads() {
        Model result = rule.fires(17, pool(false), "MaxPool");
        assertThat(RuleAssert.only(result, "MaxPool").outputs()).hasSize(1);
    }

    @Test
    void indicesThatAreRead() {
        rule.doesNotFire(17, pool(true));
    }
}
