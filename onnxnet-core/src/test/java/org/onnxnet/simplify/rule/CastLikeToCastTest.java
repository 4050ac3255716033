package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Value;

class CastLikeToCastTest {
    private final RuleAssert rule = RuleAssert.of(new CastLikeToCast());

    @Test
    void theTypeIsKnown() {
        rule.fires(
                19,
                g -> {
                    String x = g.input("x", INT64, 4);
                    g.output(g.op("CastLike", List.of(x, g.input("like", FLOAT, 1))), FLOAT, 4);
                },
                "Cast");
    }

    @Test
    void theTypeIsNotKnown() {
        rule.doesNotFire(19, g -> {
            String x = g.input("x", INT64, 4);
            String like = g.op(new OpId("somebody.else", "Unknown"), List.of(g.input("y", FLOAT, 1)));
            g.output(new Value(g.op("CastLike", List.of(x, like)), null));
        });
    }
}
