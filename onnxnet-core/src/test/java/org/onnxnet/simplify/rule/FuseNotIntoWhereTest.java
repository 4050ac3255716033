package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.BOOL;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.GraphBuilder;

class FuseNotIntoWhereTest {
    private final RuleAssert rule = RuleAssert.of(new FuseNotIntoWhere());

    private static Consumer<GraphBuilder> where(boolean negated) {
        return g -> {
            String c = g.input("c", BOOL, 3);
            String condition = negated ? g.op("Not", List.of(c)) : g.op("And", List.of(c, g.input("d", BOOL, 3)));
            String x = g.input("x", FLOAT, 2, 3);
            g.output(g.op("Where", List.of(condition, x, g.input("y", FLOAT, 2, 3))), FLOAT, 2, 3);
        };
    }

    @Test
    void branchesAreSwapped() {
        rule.fires(17, where(true), "Where");
    }

    @Test
    void anotherConditionStays() {
        rule.doesNotFire(17, where(false));
    }
}
