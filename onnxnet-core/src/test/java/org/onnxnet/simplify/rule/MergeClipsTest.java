package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class MergeClipsTest {
    private final RuleAssert rule = RuleAssert.of(new MergeClips());

    private static String clip(GraphBuilder g, String x, String name, float low, float high) {
        String min = g.initializer(Tensor.ofFloats(name + "min", Shape.SCALAR, low));
        return g.op("Clip", List.of(x, min, g.initializer(Tensor.ofFloats(name + "max", Shape.SCALAR, high))));
    }

    @Test
    void boundsThatOverlap() {
        rule.fires(
                17,
                g -> {
                    String y = clip(g, g.op("Relu", List.of(g.input("x", FLOAT, 64))), "a", -1, 6);
                    g.output(y, FLOAT, 64);
                },
                "Clip");
        rule.fires(
                10,
                g -> {
                    String y = g.op(
                            "Clip",
                            List.of(g.input("x", FLOAT, 64)),
                            Attribute.of("max", 2f),
                            Attribute.of("min", -1f));
                    g.output(g.op("Relu", List.of(y)), FLOAT, 64);
                },
                "Clip");
    }

    @Test
    void boundsThatDoNotOverlap() {
        Model result = rule.fires(
                17, g -> g.output(clip(g, clip(g, g.input("x", FLOAT, 64), "a", 2, 3), "b", -1, 1), FLOAT, 64), "Clip");
        assertThat(result.graph().initializers())
                .allSatisfy(bound -> assertThat(bound.toDoubles()).containsExactly(1));
    }

    @Test
    void aBoundThatIsAnInputStays() {
        rule.doesNotFire(17, g -> {
            String y = g.op("Clip", List.of(g.input("x", FLOAT, 4), g.input("min", FLOAT)));
            g.output(g.op("Relu", List.of(y)), FLOAT, 4);
        });
    }
}
