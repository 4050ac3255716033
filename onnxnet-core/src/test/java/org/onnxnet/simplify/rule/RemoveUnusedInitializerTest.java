package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class RemoveUnusedInitializerTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveUnusedInitializer());

    @Test
    void whatNobodyReadsGoes() {
        Model result = rule.fires(
                17,
                g -> {
                    g.initializer(Tensor.ofFloats("unread", Shape.of(1), 1));
                    String c = g.initializer(Tensor.ofFloats("c", Shape.of(1), 2));
                    g.output(g.op("Mul", List.of(g.input("x", FLOAT, 4), c)), FLOAT, 4);
                },
                "Mul");
        assertThat(result.graph().initializers()).extracting(Tensor::name).containsExactly("c");
    }

    @Test
    void anOverridableOneStays() {
        Model model = GraphBuilder.model(17, g -> {
            g.input("unread", FLOAT, 1);
            g.output(g.op("Relu", List.of(g.input("x", FLOAT, 4))), FLOAT, 4);
        });
        Tensor unread = Tensor.ofFloats("unread", Shape.of(1), 1);
        rule.doesNotFire(model.withGraph(model.graph().with(parts -> parts.initializers(List.of(unread)))));
    }

    @Test
    void oneThatIsAnOutputStays() {
        rule.doesNotFire(17, g -> {
            g.output(g.initializer(Tensor.ofFloats("c", Shape.of(1), 2)), FLOAT, 1);
            g.output(g.op("Relu", List.of(g.input("x", FLOAT, 4))), FLOAT, 4);
        });
    }
}
