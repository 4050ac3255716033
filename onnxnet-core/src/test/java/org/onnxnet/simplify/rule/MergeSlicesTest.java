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

class MergeSlicesTest {
    private final RuleAssert rule = RuleAssert.of(new MergeSlices());

    private static String slice(GraphBuilder g, String data, String name, long start, long end, long axis) {
        List<String> inputs = List.of(
                data,
                g.initializer(Tensor.ofLongs(name + "s", start)),
                g.initializer(Tensor.ofLongs(name + "e", end)),
                g.initializer(Tensor.ofLongs(name + "a", axis)),
                g.initializer(Tensor.ofLongs(name + "p", 1)));
        return g.op("Slice", inputs);
    }

    private static Consumer<GraphBuilder> slices(long firstAxis, long secondAxis) {
        return g -> {
            String y = slice(g, g.input("x", FLOAT, 6, 5), "f", 1, Long.MAX_VALUE, firstAxis);
            g.output(new Value(slice(g, y, "t", 1, 3, secondAxis), ValueType.tensor(FLOAT, Shape.ofRank(2))));
        };
    }

    @Test
    void differentAxes() {
        Model result = rule.fires(17, slices(1, -2), "Slice");
        assertThat(RuleAssert.only(result, "Slice").inputs()).hasSize(5);
    }

    @Test
    void oneAxisUnderTwoNames() {
        rule.doesNotFire(17, slices(1, -1));
    }

    @Test
    void attributesBeforeVersion10() {
        rule.fires(
                9,
                g -> {
                    String y = g.op(
                            "Slice",
                            List.of(g.input("x", FLOAT, 6, 5)),
                            Attribute.ofInts("axes", 1),
                            Attribute.ofInts("ends", 4),
                            Attribute.ofInts("starts", 1));
                    String z = g.op("Slice", List.of(y), Attribute.ofInts("ends", 4), Attribute.ofInts("starts", 2));
                    g.output(z, FLOAT, 2, 3);
                },
                "Slice");
    }
}
