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
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class MergeConcatsTest {
    private final RuleAssert rule = RuleAssert.of(new MergeConcats());

    private static Consumer<GraphBuilder> concat(long inner, long outer) {
        return g -> {
            String x = g.input("x", FLOAT, 2, 2);
            String y = g.op("Concat", List.of(x, x), Attribute.of("axis", inner));
            String z = g.op(
                    "Concat",
                    List.of(
                            y,
                            y.isEmpty()
                                    ? x
                                    : g.input(
                                            "z",
                                            FLOAT,
                                            inner == 0 || inner == -2 ? 4 : 2,
                                            inner == 0 || inner == -2 ? 2 : 4)),
                    Attribute.of("axis", outer));
            g.output(new Value(z, ValueType.tensor(FLOAT, Shape.ofRank(2))));
        };
    }

    @Test
    void oneAxisUnderTwoNames() {
        Model result = rule.fires(17, concat(1, -1), "Concat");
        assertThat(RuleAssert.only(result, "Concat").inputs()).hasSize(3);
    }

    @Test
    void differentAxesStay() {
        rule.doesNotFire(17, concat(0, 1));
    }

    @Test
    void aPartThatIsReadTwiceStays() {
        rule.doesNotFire(17, g -> {
            String x = g.input("x", FLOAT, 2, 2);
            String y = g.op("Concat", List.of(x, x), Attribute.of("axis", 0));
            g.output(g.op("Concat", List.of(y, y), Attribute.of("axis", 0)), FLOAT, 8, 2);
        });
    }
}
