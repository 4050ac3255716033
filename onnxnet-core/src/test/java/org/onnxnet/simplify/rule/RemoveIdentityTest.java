package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.BOOL;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;

class RemoveIdentityTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveIdentity());

    @Test
    void readersReadTheOriginal() {
        rule.fires(
                17,
                g -> {
                    String x = g.input("x", FLOAT, 2, 3);
                    g.output(g.op("Relu", List.of(g.op("Identity", List.of(x)))), FLOAT, 2, 3);
                },
                "Relu");
    }

    @Test
    void theNameOfAnOutputLivesOn() {
        Model result = rule.fires(
                17,
                g -> {
                    String x = g.input("x", FLOAT, 2, 3);
                    String y = g.op("Relu", List.of(x));
                    g.output(g.op("Neg", List.of(y)), FLOAT, 2, 3);
                    g.output(g.op("Identity", List.of(y)), FLOAT, 2, 3);
                },
                "Relu",
                "Neg");
        assertThat(RuleAssert.only(result, "Relu").output(0)).isEqualTo("Identity_1_output_0");
    }

    @Test
    void aNestedGraphReadsTheOriginal() {
        rule.fires(
                17,
                g -> {
                    String x = g.input("x", FLOAT, 2);
                    String condition = g.input("c", BOOL);
                    String copy = g.op("Identity", List.of(x));
                    Graph yes = GraphBuilder.graph("yes", b -> b.output(b.op("Neg", List.of(copy)), FLOAT, 2));
                    Graph no = GraphBuilder.graph("no", b -> b.output(b.op("Abs", List.of(copy)), FLOAT, 2));
                    g.output(
                            g.op(
                                    "If",
                                    List.of(condition),
                                    Attribute.of("then_branch", yes),
                                    Attribute.of("else_branch", no)),
                            FLOAT,
                            2);
                },
                "If");
    }

    @Test
    void anInputThatIsAlsoAnOutputNeedsTheCopy() {
        rule.doesNotFire(17, g -> g.output(g.op("Identity", List.of(g.input("x", FLOAT, 2))), FLOAT, 2));
    }

    @Test
    void oneOfTwoOutputsNeedsTheCopy() {
        rule.fires(
                17,
                g -> {
                    String y = g.op("Relu", List.of(g.input("x", FLOAT, 2)));
                    g.output(g.op("Identity", List.of(y)), FLOAT, 2);
                    g.output(g.op("Identity", List.of(y)), FLOAT, 2);
                },
                "Relu",
                "Identity");
    }

    @Test
    void anOutputThatIsLeftOutKeepsIt() {
        rule.doesNotFire(17, g -> {
            String x = g.input("x", FLOAT, 2);
            g.node(new Node("", OpId.of("Identity"), List.of(x), List.of("", "y"), List.of()));
            g.output("y", FLOAT, 2);
        });
    }
}
