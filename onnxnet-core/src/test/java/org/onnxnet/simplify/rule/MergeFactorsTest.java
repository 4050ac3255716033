package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class MergeFactorsTest {
    private final RuleAssert rule = RuleAssert.of(new MergeFactors());

    private static Consumer<GraphBuilder> factors(Tensor first, Tensor second) {
        return g -> {
            String inner = g.op("Mul", List.of(g.input("x", FLOAT, 2, 3), g.initializer(first)));
            String outer = g.op("Mul", List.of(g.initializer(second), inner));
            g.output(g.op("Relu", List.of(outer)), FLOAT, 2, 3);
        };
    }

    private static Tensor scalar(String name, float number) {
        return Tensor.ofFloats(name, Shape.SCALAR, number);
    }

    @ParameterizedTest
    @CsvSource({"2, 3, 6", "-0.5, 0.25, -0.125", "1, 1e-30, 1e-30", "1e19, 1e19, 1e38", "-1, -4, 4"})
    void factorsThatPullOneWay(float first, float second, float product) {
        Model result = rule.fires(17, factors(scalar("a", first), scalar("b", second)), "Mul", "Relu");
        assertThat(result.graph().initializers())
                .singleElement()
                .satisfies(tensor -> assertThat(tensor.toDoubles()).containsExactly(product));
    }

    @Test
    void aNumberForEachColumn() {
        Tensor columns = Tensor.ofFloats("a", Shape.of(3), 1, 2, 3);
        rule.fires(17, factors(columns, scalar("b", 5)), "Mul", "Relu");
        rule.fires(17, factors(scalar("b", 5), columns), "Mul", "Relu");
        rule.fires(17, factors(columns, Tensor.ofFloats("b", Shape.of(3), 4, 1, 2)), "Mul", "Relu");
    }

    /** Between the two, the largest floats overflow, the smallest vanish, or 0 times infinity is no number. */
    @ParameterizedTest
    @CsvSource({"2, 0.5", "0.5, 2", "1e30, 1e30", "1e-30, 1e-30", "0, 0", "NaN, 2", "Infinity, 2", "1e-40, 1"})
    void factorsThatPullApartOrTooFarStay(float first, float second) {
        rule.doesNotFire(17, factors(scalar("a", first), scalar("b", second)));
    }

    @Test
    void aRowTimesAColumnStays() {
        rule.doesNotFire(
                17, factors(Tensor.ofFloats("a", Shape.of(3), 1, 2, 3), Tensor.ofFloats("b", Shape.of(2, 1), 1, 2)));
    }

    @Test
    void aProductThatIsReadTwiceStays() {
        rule.doesNotFire(17, g -> {
            String inner = g.op("Mul", List.of(g.input("x", FLOAT, 2), g.initializer(scalar("a", 2))));
            g.output(g.op("Mul", List.of(inner, g.initializer(scalar("b", 3)))), FLOAT, 2);
            g.output(g.op("Relu", List.of(inner)), FLOAT, 2);
        });
    }

    @Test
    void oneConstantStays() {
        rule.doesNotFire(17, g -> {
            String inner = g.op("Mul", List.of(g.input("x", FLOAT, 2), g.input("y", FLOAT, 2)));
            g.output(g.op("Mul", List.of(inner, g.initializer(scalar("b", 3)))), FLOAT, 2);
        });
    }
}
