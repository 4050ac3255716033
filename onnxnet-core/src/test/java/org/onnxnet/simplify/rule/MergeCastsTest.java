package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.DOUBLE;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.FLOAT16;
import static org.onnxnet.graph.ElementType.INT32;
import static org.onnxnet.graph.ElementType.INT64;
import static org.onnxnet.graph.ElementType.INT8;
import static org.onnxnet.graph.ElementType.UINT8;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.GraphBuilder;

class MergeCastsTest {
    private final RuleAssert rule = RuleAssert.of(new MergeCasts());

    private static Consumer<GraphBuilder> casts(ElementType from, ElementType middle, ElementType to) {
        return g -> {
            String y = g.op("Cast", List.of(g.input("x", from, 16)), Attribute.of("to", middle.code()));
            String z = g.op("Cast", List.of(y), Attribute.of("to", to.code()));
            g.output(g.op("Identity", List.of(z)), to, 16);
        };
    }

    @Test
    void aWiderTypeInTheMiddleGoes() {
        rule.fires(17, casts(INT32, INT64, FLOAT), "Cast", "Identity");
        rule.fires(17, casts(UINT8, INT32, INT8), "Cast", "Identity");
        rule.fires(17, casts(FLOAT16, FLOAT, DOUBLE), "Cast", "Identity");
        rule.fires(17, casts(INT8, FLOAT, INT32), "Cast", "Identity");
    }

    @Test
    void thereAndBackIsNothing() {
        rule.fires(17, casts(INT32, DOUBLE, INT32), "Identity");
        rule.fires(17, casts(FLOAT, DOUBLE, FLOAT), "Identity");
    }

    @Test
    void aNarrowerTypeInTheMiddleStays() {
        rule.doesNotFire(17, casts(FLOAT, FLOAT16, FLOAT));
        rule.doesNotFire(17, casts(FLOAT, INT32, FLOAT));
        rule.doesNotFire(17, casts(INT32, FLOAT, DOUBLE));
        rule.doesNotFire(17, casts(INT8, UINT8, INT32));
    }

    @Test
    void floatsOutOfRangeStay() {
        rule.doesNotFire(17, casts(FLOAT, DOUBLE, INT32));
        rule.doesNotFire(17, casts(INT32, DOUBLE, INT8));
    }
}
