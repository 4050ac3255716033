package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class FoldShapeArithmeticTest {
    private final RuleAssert rule = RuleAssert.of(new FoldShapeArithmetic());

    @Test
    void theShapeOfAStaticTensorIsAConstant() {
        rule.fires(
                17,
                g -> {
                    String x = g.input("x", FLOAT, 2, 6);
                    String y = g.input("y", FLOAT, 12);
                    g.output(g.op("Reshape", List.of(y, g.op("Shape", List.of(x)))), FLOAT, 2, 6);
                },
                "Reshape");
    }

    @Test
    void theShapeOfADynamicTensorStays() {
        rule.doesNotFire(17, g -> {
            String x = g.input(new Value("x", ValueType.tensor(FLOAT, new Shape(List.of(Dim.of("N"), Dim.of(6))))));
            g.output(g.op("Shape", List.of(x)), INT64, 2);
        });
    }
}
