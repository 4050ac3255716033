package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class MoveConstantTest {
    private final RuleAssert rule = RuleAssert.of(new MoveConstant());

    private static Consumer<GraphBuilder> product(boolean readTwice) {
        return g -> {
            String w = g.initializer(Tensor.ofFloats("w", Shape.of(2, 3), 1, 2, 3, 4, 5, 6));
            String y = g.op("MatMul", List.of(g.input("x", FLOAT, 4, 3), g.op("Transpose", List.of(w))));
            g.output(y, FLOAT, 4, 2);
            if (readTwice) {
                g.output(g.op("Neg", List.of(w)), FLOAT, 2, 3);
            }
        };
    }

    @Test
    void aTransposedWeight() {
        rule.fires(17, product(false), "MatMul");
    }

    @Test
    void aWeightThatSomethingElseReadsStays() {
        rule.doesNotFire(17, product(true));
    }
}
