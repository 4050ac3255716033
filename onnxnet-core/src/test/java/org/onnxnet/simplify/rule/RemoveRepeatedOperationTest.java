package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import org.junit.jupiter.api.Test;

class RemoveRepeatedOperationTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveRepeatedOperation());

    @Test
    void theSecondTimeNothingChanges() {
        rule.fires(
                17,
                g -> {
                    String y = g.op("Relu", List.of(g.op("Relu", List.of(g.input("x", FLOAT, 16)))));
                    g.output(g.op("Floor", List.of(g.op("Floor", List.of(y)))), FLOAT, 16);
                },
                "Relu",
                "Floor");
    }

    @Test
    void anotherOperationStays() {
        rule.doesNotFire(17, g -> {
            String y = g.op("Abs", List.of(g.op("Relu", List.of(g.input("x", FLOAT, 4)))));
            g.output(y, FLOAT, 4);
        });
    }
}
