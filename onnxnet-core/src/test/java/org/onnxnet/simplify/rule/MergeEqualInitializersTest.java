package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;

class MergeEqualInitializersTest {
    private final RuleAssert rule = RuleAssert.of(new MergeEqualInitializers());

    private static Consumer<GraphBuilder> two(float first, float second) {
        return g -> {
            String a = g.initializer(Tensor.ofFloats("a", Shape.of(1), first));
            String b = g.initializer(Tensor.ofFloats("b", Shape.of(1), second));
            String x = g.input("x", FLOAT, 4);
            g.output(g.op("Mul", List.of(g.op("Add", List.of(x, a)), b)), FLOAT, 4);
        };
    }

    @Test
    void theFirstIsReadByAll() {
        Model result = rule.fires(17, two(2, 2), "Add", "Mul");
        assertThat(result.graph().initializers()).extracting(Tensor::name).containsExactly("a");
    }

    @Test
    void otherNumbersStay() {
        rule.doesNotFire(17, two(2, 3));
    }

    @Test
    void zerosOfAnotherSignStay() {
        rule.doesNotFire(17, two(0f, -0f));
    }

    /** A model whose initializers are inputs too. */
    private static Model withInputs(long opset) {
        Model model = GraphBuilder.model(opset, two(2, 2));
        return model.withGraph(model.graph()
                .with(parts -> parts.inputs(List.of(
                        Value.tensor("x", FLOAT, 4), Value.tensor("a", FLOAT, 1), Value.tensor("b", FLOAT, 1)))));
    }

    /** Before version 4 of the file format nothing can override an initializer, though all are inputs. */
    @Test
    void initializersOfOldFilesAreReadOnceAndStay() {
        Model result = rule.fires(withInputs(8), "Add", "Mul");
        assertThat(RuleAssert.only(result, "Mul").inputs()).contains("a");
        assertThat(result.graph().initializers()).hasSize(2);
    }

    @Test
    void initializersThatCanBeOverriddenStay() {
        rule.doesNotFire(withInputs(17));
    }
}
