package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class CountAxisFromFrontTest {
    private final RuleAssert rule = RuleAssert.of(new CountAxisFromFront());

    private static Consumer<GraphBuilder> softmax(long axis) {
        return g -> g.output(
                g.op("Softmax", List.of(g.input("x", FLOAT, 2, 3, 4)), Attribute.of("axis", axis)), FLOAT, 2, 3, 4);
    }

    private static Consumer<GraphBuilder> withAxes(String type, int rank, long... axes) {
        return g -> {
            String a = g.initializer(Tensor.ofLongs("a", axes));
            String y = g.op(type, List.of(g.input("x", FLOAT, 1, 2, 1), a));
            g.output(new Value(y, ValueType.tensor(FLOAT, Shape.ofRank(rank))));
        };
    }

    @Test
    void anAxisFromTheBack() {
        Model result = rule.fires(13, softmax(-3), "Softmax");
        assertThat(RuleAssert.only(result, "Softmax").intAttribute("axis", 9)).isZero();
        rule.doesNotFire(13, softmax(1));
    }

    @Test
    void theDefaultIsLeftOut() {
        for (long axis : new long[] {-1, 2}) {
            Model result = rule.fires(13, softmax(axis), "Softmax");
            assertThat(RuleAssert.only(result, "Softmax").attribute("axis")).isNull();
        }
        // Before version 13 the default was 1.
        Model result = rule.fires(11, softmax(-2), "Softmax");
        assertThat(RuleAssert.only(result, "Softmax").attribute("axis")).isNull();
        rule.doesNotFire(11, softmax(2));
    }

    @Test
    void axesOfAReductionAreSorted() {
        Model result = rule.fires(
                13,
                g -> g.output(
                        g.op(
                                "ReduceMean",
                                List.of(g.input("x", FLOAT, 2, 3, 4)),
                                Attribute.ofInts("axes", -1, 0),
                                Attribute.of("keepdims", 0)),
                        FLOAT,
                        3),
                "ReduceMean");
        assertThat(RuleAssert.only(result, "ReduceMean").intsAttribute("axes")).containsExactly(0L, 2L);
    }

    @Test
    void axesThatAreAnInput() {
        Model result = rule.fires(18, withAxes("Squeeze", 1, -1, 0), "Squeeze");
        Tensor axes = result.graph().initializers().get(0);
        assertThat(axes.toLongs()).containsExactly(0, 2);
        result = rule.fires(18, withAxes("Unsqueeze", 4, -1), "Unsqueeze");
        assertThat(result.graph().initializers().get(0).toLongs()).containsExactly(3);
        rule.fires(18, withAxes("ReduceMax", 3, -2), "ReduceMax");
        rule.doesNotFire(18, withAxes("Squeeze", 1, 0, 2));
    }

    @Test
    void withoutARankNothingIsKnown() {
        rule.doesNotFire(13, g -> {
            String x = g.input(new Value("x", ValueType.tensor(FLOAT, (Shape) null)));
            g.output(new Value(
                    g.op("Softmax", List.of(x), Attribute.of("axis", -2)), ValueType.tensor(FLOAT, (Shape) null)));
        });
    }
}
