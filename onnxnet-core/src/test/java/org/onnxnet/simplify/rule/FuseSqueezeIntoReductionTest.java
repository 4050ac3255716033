package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class FuseSqueezeIntoReductionTest {
    private final RuleAssert rule = RuleAssert.of(new FuseSqueezeIntoReduction());

    private static Consumer<GraphBuilder> max(long keeps, String type, long... axes) {
        return g -> {
            String x = g.input("x", FLOAT, 2, 3, 4);
            Attribute[] reduced = {Attribute.ofInts("axes", 2, 0), Attribute.of("keepdims", keeps)};
            String a = g.initializer(Tensor.ofLongs("a", axes));
            String y = g.op(type, List.of(g.op("ReduceMax", List.of(x), reduced), a));
            g.output(new Value(
                    y, ValueType.tensor(FLOAT, Shape.ofRank(keeps == 1 ? 3 - axes.length : 1 + axes.length))));
        };
    }

    @Test
    void aSqueezeDropsTheAxes() {
        Model result = rule.fires(17, max(1, "Squeeze", 0, -1), "ReduceMax");
        assertThat(RuleAssert.only(result, "ReduceMax").intAttribute("keepdims", 1))
                .isZero();
    }

    @Test
    void anUnsqueezeKeepsThem() {
        Model result = rule.fires(17, max(0, "Unsqueeze", 0, 2), "ReduceMax");
        assertThat(RuleAssert.only(result, "ReduceMax").intAttribute("keepdims", 1))
                .isOne();
    }

    @Test
    void anIndexHasOneAxis() {
        rule.fires(
                17,
                g -> {
                    String a = g.initializer(Tensor.ofLongs("a", 1));
                    String best = g.op("ArgMax", List.of(g.input("x", FLOAT, 2, 3)), Attribute.of("axis", -1));
                    g.output(g.op("Squeeze", List.of(best, a)), ElementType.INT64, 2);
                },
                "ArgMax");
    }

    @Test
    void otherAxesStay() {
        rule.doesNotFire(17, max(1, "Squeeze", 0));
        rule.doesNotFire(17, max(0, "Unsqueeze", 0, 1));
    }
}
