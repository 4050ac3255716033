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
import org.onnxnet.graph.ValueType;

class FuseConvAffineTest {
    private final RuleAssert rule = RuleAssert.of(new FuseConvAffine());

    private static Consumer<GraphBuilder> conv(String type, Shape shape, float... numbers) {
        return g -> {
            String w = g.initializer(Tensor.ofFloats("w", Shape.of(2, 1, 1, 1), 2, -3));
            String y = g.op("Conv", List.of(g.input("x", FLOAT, 1, 1, 2, 2), w));
            String c = g.initializer(Tensor.ofFloats("c", shape, numbers));
            g.output(new Value(g.op(type, List.of(c, y)), ValueType.tensor(FLOAT, Shape.ofRank(4))));
        };
    }

    @Test
    void oneNumberPerChannel() {
        rule.fires(17, conv("Add", Shape.of(1, 2, 1, 1), 5, 7), "Conv");
        rule.fires(17, conv("Mul", Shape.of(2, 1, 1), 5, 7), "Conv");
        rule.fires(17, conv("Mul", Shape.SCALAR, 5), "Conv");
    }

    @Test
    void oneNumberPerColumnStays() {
        rule.doesNotFire(17, conv("Add", Shape.of(2), 5, 7));
        rule.doesNotFire(17, conv("Mul", Shape.of(2), 5, 7));
    }

    @Test
    void aNumberThatAddsABatchStays() {
        rule.doesNotFire(17, conv("Add", Shape.of(3, 2, 1, 1), 1, 2, 3, 4, 5, 6));
    }

    @Test
    void inputsOfUnknownValue() {
        Model model = GraphBuilder.model(17, g -> {
            String y = g.op("Conv", List.of(g.input("x", FLOAT, 1, 1, 2, 2), g.input("w", FLOAT, 2, 1, 1, 1)));
            g.output(g.op("Add", List.of(y, g.input("c", FLOAT, 1, 2, 1, 1))), FLOAT, 1, 2, 2, 2);
        });
        Model result = rule.firesAndChangesInputs(model, "Conv");
        assertThat(result.graph().inputs())
                .extracting(Value::toString)
                .contains("c_folded: FLOAT[2]")
                .hasSize(3);
    }
}
