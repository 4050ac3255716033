package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.FLOAT16;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;

class RemoveNoOpCastTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveNoOpCast());

    @Test
    void aCastToTheSameTypeGoes() {
        rule.fires(
                17,
                g -> {
                    String y = g.op("Cast", List.of(g.input("x", FLOAT, 4)), Attribute.of("to", FLOAT.code()));
                    g.output(g.op("Relu", List.of(y)), FLOAT, 4);
                },
                "Relu");
    }

    @Test
    void aCastToAnotherTypeStays() {
        rule.doesNotFire(
                17,
                g -> g.output(
                        g.op("Cast", List.of(g.input("x", FLOAT, 4)), Attribute.of("to", FLOAT16.code())), FLOAT16, 4));
    }
}
