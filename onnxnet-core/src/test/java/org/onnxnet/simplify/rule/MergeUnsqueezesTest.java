package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class MergeUnsqueezesTest {
    private final RuleAssert rule = RuleAssert.of(new MergeUnsqueezes());

    @Test
    void axesAreCountedInTheResult() {
        Model result = rule.fires(
                17,
                g -> {
                    String a = g.initializer(Tensor.ofLongs("a", 1));
                    String b = g.initializer(Tensor.ofLongs("b", 0, -1));
                    String y = g.op("Unsqueeze", List.of(g.input("x", FLOAT, 3, 2), a));
                    g.output(g.op("Unsqueeze", List.of(y, b)), FLOAT, 1, 3, 1, 2, 1);
                },
                "Unsqueeze");
        assertThat(result.graph().initializers().get(0).toLongs()).containsExactly(0, 2, 4);
    }

    @Test
    void axesThatAreAnInputStay() {
        rule.doesNotFire(17, g -> {
            String a = g.input("a", INT64, 1);
            String b = g.initializer(Tensor.ofLongs("b", 0));
            String y = g.op("Unsqueeze", List.of(g.input("x", FLOAT, 3, 2), a));
            g.output(new Value(g.op("Unsqueeze", List.of(y, b)), ValueType.tensor(FLOAT, Shape.ofRank(4))));
        });
    }
}
