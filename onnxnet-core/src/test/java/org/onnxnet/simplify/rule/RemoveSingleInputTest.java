package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;

class RemoveSingleInputTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveSingleInput());

    @Test
    void oneInput() {
        rule.fires(
                17,
                g -> {
                    String y = g.op("Concat", List.of(g.input("x", FLOAT, 4)), Attribute.of("axis", 0));
                    g.output(g.op("Relu", List.of(g.op("Max", List.of(y)))), FLOAT, 4);
                },
                "Relu");
    }

    @Test
    void twoInputs() {
        rule.doesNotFire(17, g -> {
            String x = g.input("x", FLOAT, 4);
            g.output(g.op("Concat", List.of(x, x), Attribute.of("axis", 0)), FLOAT, 8);
        });
    }
}
