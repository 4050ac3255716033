package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class FuseFactorIntoWeightsTest {
    private final RuleAssert rule = RuleAssert.of(new FuseFactorIntoWeights());

    private static Tensor numbers(String name, long... dims) {
        Shape shape = Shape.of(dims);
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 2 == 0 ? i + 1 : -0.5f * i;
        }
        return Tensor.ofFloats(name, shape, values);
    }

    /** A product of {@code 2x4x5x5} and what has the shape of {@code factor}, read by a layer. */
    private static Consumer<GraphBuilder> image(
            String type, Shape factor, String layer, Shape weights, Attribute... attributes) {
        return g -> {
            String x = g.input("x", FLOAT, 2, 4, 5, 5);
            String y = g.op(type, List.of(x, g.initializer(numbers("c", factor.toLongs()))));
            String z = g.op(layer, List.of(y, g.initializer(numbers("w", weights.toLongs()))), attributes);
            g.output(new Value(z, ValueType.tensor(FLOAT, Shape.ofRank(4))));
        };
    }

    private static Consumer<GraphBuilder> matrix(Shape factor, String layer, Attribute... attributes) {
        return g -> {
            String x = g.input("x", FLOAT, 3, 4);
            String y = g.op("Mul", List.of(g.initializer(numbers("c", factor.toLongs())), x));
            String z = g.op(layer, List.of(y, g.initializer(numbers("w", 4, 4))), attributes);
            g.output(new Value(z, ValueType.tensor(FLOAT, Shape.ofRank(2))));
        };
    }

    @Test
    void convolutions() {
        Attribute pads = Attribute.ofInts("pads", 1, 1, 1, 1);
        rule.fires(17, image("Mul", Shape.of(4, 1, 1), "Conv", Shape.of(6, 4, 3, 3), pads), "Conv");
        rule.fires(17, image("Div", Shape.of(1, 4, 1, 1), "Conv", Shape.of(6, 4, 3, 3), pads), "Conv");
        rule.fires(17, image("Mul", Shape.SCALAR, "Conv", Shape.of(6, 4, 3, 3)), "Conv");
    }

    @Test
    void eachGroupReadsItsOwnChannels() {
        Attribute groups = Attribute.of("group", 2);
        rule.fires(17, image("Mul", Shape.of(4, 1, 1), "Conv", Shape.of(6, 2, 3, 3), groups), "Conv");
        rule.fires(17, image("Mul", Shape.of(4, 1, 1), "ConvTranspose", Shape.of(4, 3, 2, 2), groups), "ConvTranspose");
    }

    @Test
    void matrices() {
        rule.fires(17, matrix(Shape.of(4), "MatMul"), "MatMul");
        rule.fires(17, matrix(Shape.of(1, 4), "Gemm"), "Gemm");
        rule.fires(17, matrix(Shape.of(4), "Gemm", Attribute.of("transB", 1)), "Gemm");
    }

    @Test
    void oneNumberPerColumnOrRowStays() {
        rule.doesNotFire(17, image("Mul", Shape.of(5), "Conv", Shape.of(6, 4, 3, 3)));
        rule.doesNotFire(17, matrix(Shape.of(3, 1), "MatMul"));
        rule.doesNotFire(17, g -> {
            String y = g.op("Mul", List.of(g.input("x", FLOAT, 4, 4), g.initializer(numbers("c", 4))));
            String w = g.initializer(numbers("w", 4, 4));
            g.output(g.op("Gemm", List.of(y, w), Attribute.of("transA", 1)), FLOAT, 4, 4);
        });
    }

    @Test
    void divisionByZeroStays() {
        rule.doesNotFire(17, g -> {
            String zero = g.initializer(Tensor.ofFloats("c", Shape.SCALAR, 0));
            String y = g.op("Div", List.of(g.input("x", FLOAT, 3, 4), zero));
            g.output(g.op("MatMul", List.of(y, g.initializer(numbers("w", 4, 2)))), FLOAT, 3, 2);
        });
    }

    @Test
    void aProductThatIsReadTwiceStays() {
        rule.doesNotFire(17, g -> {
            String y = g.op("Mul", List.of(g.input("x", FLOAT, 3, 4), g.initializer(numbers("c", 4))));
            g.output(g.op("MatMul", List.of(y, g.initializer(numbers("w", 4, 4)))), FLOAT, 3, 4);
            g.output(g.op("Relu", List.of(y)), FLOAT, 3, 4);
        });
    }
}
