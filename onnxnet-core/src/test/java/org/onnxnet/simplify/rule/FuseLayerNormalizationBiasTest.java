package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.GraphBuilder;

class FuseLayerNormalizationBiasTest {
    private final RuleAssert rule = RuleAssert.of(new FuseLayerNormalizationBias());

    private static Consumer<GraphBuilder> norm(long... bias) {
        return g -> {
            String y = g.op("LayerNormalization", List.of(g.input("x", FLOAT, 2, 4), g.input("s", FLOAT, 4)));
            g.output(g.op("Add", List.of(y, g.input("b", FLOAT, bias))), FLOAT, 2, 4);
        };
    }

    @Test
    void aBiasOfTheShapeOfTheScale() {
        rule.fires(17, norm(4), "LayerNormalization");
    }

    @Test
    void anotherShapeStays() {
        rule.doesNotFire(17, norm(2, 4));
        rule.doesNotFire(17, norm(1));
    }
}
