package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.ArrayList;
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

class FusePadIntoAveragePoolTest {
    private final RuleAssert rule = RuleAssert.of(new FusePadIntoAveragePool());

    private static Consumer<GraphBuilder> pool(long pad, Attribute... attributes) {
        return g -> {
            String p = g.initializer(Tensor.ofLongs("p", 0, 0, pad, 0, 0, 0, 0, 1));
            String y = g.op("Pad", List.of(g.input("x", FLOAT, 1, 2, 5, 5), p));
            List<Attribute> all = new ArrayList<>(List.of(attributes));
            all.add(Attribute.ofInts("kernel_shape", 3, 3));
            String z = g.op("AveragePool", List.of(y), all.toArray(Attribute[]::new));
            g.output(new Value(z, ValueType.tensor(FLOAT, Shape.ofRank(4))));
        };
    }

    @Test
    void zerosThatCount() {
        Model result = rule.fires(17, pool(1), "AveragePool");
        assertThat(RuleAssert.only(result, "AveragePool").intAttribute("count_include_pad", 0))
                .isEqualTo(1);
        rule.fires(
                17, pool(1, Attribute.of("count_include_pad", 1), Attribute.ofInts("pads", 1, 1, 1, 1)), "AveragePool");
    }

    @Test
    void ownPadsThatDoNotCountStay() {
        rule.doesNotFire(17, pool(1, Attribute.ofInts("pads", 1, 1, 1, 1)));
    }

    @Test
    void padsAsLargeAsTheWindowStay() {
        rule.doesNotFire(17, pool(3));
    }
}
