package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;

class RemoveNoOpTransposeTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveNoOpTranspose());

    private static Consumer<GraphBuilder> transpose(long... perm) {
        return g -> {
            String y = g.op("Transpose", List.of(g.input("x", FLOAT, 2, 2)), Attribute.ofInts("perm", perm));
            g.output(g.op("Relu", List.of(y)), FLOAT, 2, 2);
        };
    }

    @Test
    void nothingMoves() {
        rule.fires(17, transpose(0, 1), "Relu");
    }

    @Test
    void axesMove() {
        rule.doesNotFire(17, transpose(1, 0));
    }

    @Test
    void withoutAPermutationAxesAreReversed() {
        rule.doesNotFire(
                17,
                g -> g.output(
                        g.op("Relu", List.of(g.op("Transpose", List.of(g.input("x", FLOAT, 2, 2))))), FLOAT, 2, 2));
    }
}
