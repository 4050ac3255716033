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

class FusePadIntoConvTest {
    private final RuleAssert rule = RuleAssert.of(new FusePadIntoConv());

    private static Consumer<GraphBuilder> conv(String mode, float value, long... pads) {
        return g -> {
            String p = g.initializer(Tensor.ofLongs("p", pads));
            String v = g.initializer(Tensor.ofFloats("v", Shape.SCALAR, value));
            String w = g.initializer(Tensor.ofFloats("w", Shape.of(1, 1, 2, 2), 1, 2, 3, 4));
            String y = g.op("Pad", List.of(g.input("x", FLOAT, 1, 1, 5, 5), p, v), Attribute.of("mode", mode));
            String z = g.op("Conv", List.of(y, w), Attribute.ofInts("pads", 0, 1, 0, 1));
            g.output(new Value(z, ValueType.tensor(FLOAT, Shape.ofRank(4))));
        };
    }

    @Test
    void zerosAroundThePicture() {
        Model result = rule.fires(17, conv("constant", 0, 0, 0, 1, 2, 0, 0, 3, 0), "Conv");
        assertThat(RuleAssert.only(result, "Conv").intsAttribute("pads")).containsExactly(1L, 3L, 3L, 1L);
    }

    @Test
    void otherPadsStay() {
        rule.doesNotFire(17, conv("constant", 1, 0, 0, 1, 1, 0, 0, 1, 1));
        rule.doesNotFire(17, conv("constant", 0, 0, 0, -1, 1, 0, 0, 1, 1));
        rule.doesNotFire(17, conv("constant", 0, 1, 0, 1, 1, 0, 0, 1, 1));
        rule.doesNotFire(17, conv("reflect", 0, 0, 0, 1, 1, 0, 0, 1, 1));
    }

    @Test
    void aConvThatChoosesItsPadsStays() {
        rule.doesNotFire(17, g -> {
            String p = g.initializer(Tensor.ofLongs("p", 0, 0, 1, 1, 0, 0, 1, 1));
            String w = g.initializer(Tensor.ofFloats("w", Shape.of(1, 1, 2, 2), 1, 2, 3, 4));
            String y = g.op("Pad", List.of(g.input("x", FLOAT, 1, 1, 5, 5), p));
            String z = g.op("Conv", List.of(y, w), Attribute.of("auto_pad", "SAME_UPPER"));
            g.output(new Value(z, ValueType.tensor(FLOAT, Shape.ofRank(4))));
        });
    }
}
