package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.OpId;

class RemoveSingleSplitTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveSingleSplit());

    @Test
    void oneOutput() {
        rule.fires(
                13,
                g -> {
                    String y = g.op("Split", List.of(g.input("x", FLOAT, 4)), Attribute.of("axis", 0));
                    g.output(g.op("Relu", List.of(y)), FLOAT, 4);
                },
                "Relu");
    }

    @Test
    void twoOutputs() {
        rule.doesNotFire(13, g -> {
            List<String> parts = g.op(OpId.of("Split"), 2, List.of(g.input("x", FLOAT, 4)));
            parts.forEach(part -> g.output(part, FLOAT, 2));
        });
    }
}
