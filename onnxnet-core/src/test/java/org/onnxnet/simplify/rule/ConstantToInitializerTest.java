package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class ConstantToInitializerTest {
    private final RuleAssert rule = RuleAssert.of(new ConstantToInitializer());

    private static Consumer<GraphBuilder> constant(Attribute value) {
        return g -> {
            String c = g.op("Constant", List.of(), value);
            g.output(g.op("Mul", List.of(g.input("x", FLOAT, 4), c)), FLOAT, 4);
        };
    }

    @Test
    void aTensorBecomesAnInitializer() {
        Model result = rule.fires(17, constant(Attribute.of("value", Tensor.ofFloats("", Shape.of(1), 3))), "Mul");
        assertThat(result.graph().initializers()).hasSize(1);
    }

    @Test
    void plainNumbersBecomeAnInitializer() {
        rule.fires(17, constant(Attribute.of("value_float", 3f)), "Mul");
        rule.fires(17, constant(Attribute.ofFloats("value_floats", 1, 2, 3, 4)), "Mul");
    }

    @Test
    void beforeFileFormat4TheNodeStays() {
        rule.doesNotFire(8, constant(Attribute.of("value", Tensor.ofFloats("", Shape.of(1), 3))));
    }

    @Test
    void anOutputMayBeAnInitializer() {
        Model result = rule.fires(
                17,
                g -> {
                    g.output(g.op("Constant", List.of(), Attribute.of("value_float", 3f)), FLOAT);
                    g.output(g.op("Relu", List.of(g.input("x", FLOAT, 4))), FLOAT, 4);
                },
                "Relu");
        assertThat(result.graph().initializers()).hasSize(1);
    }
}
