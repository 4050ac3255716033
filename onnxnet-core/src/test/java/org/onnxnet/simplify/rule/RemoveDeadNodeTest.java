package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.BOOL;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;

class RemoveDeadNodeTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveDeadNode());

    @Test
    void aChainThatNobodyReadsGoes() {
        rule.fires(
                17,
                g -> {
                    String x = g.input("x", FLOAT, 4);
                    g.op("Neg", List.of(g.op("Exp", List.of(x))));
                    g.output(g.op("Relu", List.of(x)), FLOAT, 4);
                },
                "Relu");
    }

    @Test
    void aValueThatOnlyANestedGraphReadsStays() {
        rule.doesNotFire(17, g -> {
            String y = g.op("Exp", List.of(g.input("x", FLOAT, 2)));
            Graph yes = GraphBuilder.graph("yes", b -> b.output(b.op("Neg", List.of(y)), FLOAT, 2));
            Graph no = GraphBuilder.graph("no", b -> b.output(b.op("Abs", List.of(y)), FLOAT, 2));
            String c = g.input("c", BOOL);
            g.output(
                    g.op("If", List.of(c), Attribute.of("then_branch", yes), Attribute.of("else_branch", no)),
                    FLOAT,
                    2);
        });
    }
}
