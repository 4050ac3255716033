package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.BOOL;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class RemoveConstantWhereTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveConstantWhere());

    private static Consumer<GraphBuilder> where(int... condition) {
        return g -> {
            byte[] bytes = new byte[condition.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) condition[i];
            }
            String c = g.initializer(Tensor.ofRaw("c", BOOL, Shape.of(bytes.length), Bytes.wrap(bytes)));
            String x = g.input("x", FLOAT, 2, 3);
            String y = g.input("y", FLOAT, 3);
            g.output(g.op("Relu", List.of(g.op("Where", List.of(c, x, y)))), FLOAT, 2, 3);
        };
    }

    @Test
    void aConstantConditionChooses() {
        rule.fires(17, where(1), "Relu");
        rule.fires(17, where(1, 1, 1), "Relu");
    }

    @Test
    void aSmallerBranchIsExpanded() {
        rule.fires(17, where(0), "Expand", "Relu");
    }

    @Test
    void equalBranches() {
        rule.fires(
                17,
                g -> {
                    String c = g.input("c", BOOL, 3);
                    String x = g.input("x", FLOAT, 3);
                    g.output(g.op("Relu", List.of(g.op("Where", List.of(c, x, x)))), FLOAT, 3);
                },
                "Relu");
    }

    @Test
    void aMixedConditionStays() {
        rule.doesNotFire(17, where(1, 0, 1));
    }
}
