package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class RemoveUnitOperandTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveUnitOperand());

    private static Consumer<GraphBuilder> with(String type, float number) {
        return g -> {
            String c = g.initializer(Tensor.ofFloats("c", Shape.SCALAR, number));
            String y = g.op(type, List.of(g.input("x", FLOAT, 16), c));
            g.output(g.op("Reciprocal", List.of(y)), FLOAT, 16);
        };
    }

    @Test
    void neutralNumbers() {
        rule.fires(17, with("Mul", 1), "Reciprocal");
        rule.fires(17, with("Div", 1), "Reciprocal");
        rule.fires(17, with("Sub", 0), "Reciprocal");
        rule.fires(17, with("Pow", 1), "Reciprocal");
        rule.fires(17, with("Add", -0f), "Reciprocal");
    }

    @Test
    void zeroIsNotNeutralForTheSignOfZero() {
        rule.doesNotFire(17, with("Add", 0));
        rule.doesNotFire(17, with("Sub", -0f));
    }

    @Test
    void timesZeroStays() {
        rule.doesNotFire(17, with("Mul", 0));
    }

    @Test
    void theFirstOperandOfADivisionCounts() {
        rule.doesNotFire(17, g -> {
            String c = g.initializer(Tensor.ofFloats("c", Shape.SCALAR, 1));
            g.output(g.op("Div", List.of(c, g.input("x", FLOAT, 4))), FLOAT, 4);
        });
    }

    @Test
    void integersAddZero() {
        rule.fires(
                17,
                g -> {
                    String c = g.initializer(Tensor.ofLongs("c", 0));
                    g.output(g.op("Neg", List.of(g.op("Add", List.of(c, g.input("x", INT64, 4))))), INT64, 4);
                },
                "Neg");
    }

    @Test
    void anOperandThatBroadcastsStays() {
        rule.doesNotFire(17, g -> {
            String c = g.initializer(Tensor.ofFloats("c", Shape.of(3, 1), 1, 1, 1));
            g.output(g.op("Mul", List.of(g.input("x", FLOAT, 4), c)), FLOAT, 3, 4);
        });
        rule.doesNotFire(17, g -> {
            String c = g.initializer(Tensor.ofFloats("c", Shape.of(1, 1), 1));
            g.output(g.op("Mul", List.of(g.input("x", FLOAT, 4), c)), FLOAT, 1, 4);
        });
    }
}
