package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Tensor;

class MergeSqueezesTest {
    private final RuleAssert rule = RuleAssert.of(new MergeSqueezes());

    @Test
    void axesAreCountedInTheFirstTensor() {
        Model result = rule.fires(
                17,
                g -> {
                    String a = g.initializer(Tensor.ofLongs("a", 0));
                    String b = g.initializer(Tensor.ofLongs("b", -2));
                    String y = g.op("Squeeze", List.of(g.input("x", FLOAT, 1, 3, 1, 2), a));
                    g.output(g.op("Squeeze", List.of(y, b)), FLOAT, 3, 2);
                },
                "Squeeze");
        assertThat(result.graph().initializers().get(0).toLongs()).containsExactly(0, 2);
    }

    @Test
    void axesAreAnAttributeBeforeVersion13() {
        Model result = rule.fires(
                11,
                g -> {
                    String y = g.op("Squeeze", List.of(g.input("x", FLOAT, 1, 3, 1, 2)), Attribute.ofInts("axes", 2));
                    g.output(g.op("Squeeze", List.of(y), Attribute.ofInts("axes", 0)), FLOAT, 3, 2);
                },
                "Squeeze");
        assertThat(RuleAssert.only(result, "Squeeze").intsAttribute("axes")).containsExactly(0L, 2L);
    }

    @Test
    void withoutAxesItStays() {
        rule.doesNotFire(17, g -> {
            String a = g.initializer(Tensor.ofLongs("a", 0));
            String y = g.op("Squeeze", List.of(g.input("x", FLOAT, 1, 3, 1, 2), a));
            g.output(g.op("Squeeze", List.of(y)), FLOAT, 3, 2);
        });
    }
}
