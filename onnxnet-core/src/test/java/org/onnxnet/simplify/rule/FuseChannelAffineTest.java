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
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class FuseChannelAffineTest {
    private final RuleAssert rule = RuleAssert.of(new FuseChannelAffine());

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
    void weightsThatNoTensorCanHoldStay() {
        rule.doesNotFire(17, g -> {
            String y = g.op(
                    "Conv", List.of(g.input("x", FLOAT, 1, 1, 2, 2), g.input("w", FLOAT, Long.MAX_VALUE, 2, 1, 1)));
            g.output(new Value(
                    g.op("Add", List.of(y, g.input("c", FLOAT, 2, 1, 1))), ValueType.tensor(FLOAT, Shape.ofRank(4))));
        });
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

    @Test
    void subtractionAndDivision() {
        rule.fires(17, conv("Sub", Shape.of(2, 1, 1), 5, 7), "Conv");
        rule.fires(17, layer("Div", Shape.of(2, 1, 1), 5, 7), "Conv");
        rule.fires(17, layer("Sub", Shape.of(2, 1, 1), 5, 7), "Conv");
    }

    @Test
    void divisionByTheLayerOrByZeroStays() {
        rule.doesNotFire(17, conv("Div", Shape.of(2, 1, 1), 5, 7));
        rule.doesNotFire(17, layer("Div", Shape.of(2, 1, 1), 5, 0));
    }

    /** With the layer as the first operand. */
    private static Consumer<GraphBuilder> layer(String type, Shape shape, float... numbers) {
        return g -> {
            String w = g.initializer(Tensor.ofFloats("w", Shape.of(2, 1, 1, 1), 2, -3));
            String y = g.op("Conv", List.of(g.input("x", FLOAT, 1, 1, 2, 2), w));
            String c = g.initializer(Tensor.ofFloats("c", shape, numbers));
            g.output(g.op(type, List.of(y, c)), FLOAT, 1, 2, 2, 2);
        };
    }

    /** Weights are {@code [C, M/group, k, k]}: the channels of the result are spread over the rows. */
    @Test
    void groupsOfATransposedConvolution() {
        for (String type : List.of("Mul", "Add")) {
            rule.fires(
                    17,
                    g -> {
                        float[] numbers = new float[4 * 3 * 2];
                        for (int i = 0; i < numbers.length; i++) {
                            numbers[i] = 1 + i;
                        }
                        String w = g.initializer(Tensor.ofFloats("w", Shape.of(4, 3, 1, 2), numbers));
                        String x = g.input("x", FLOAT, 1, 4, 2, 2);
                        String y = g.op("ConvTranspose", List.of(x, w), Attribute.of("group", 2));
                        String c = g.initializer(Tensor.ofFloats("c", Shape.of(6, 1, 1), 1, -2, 3, -4, 5, 6));
                        g.output(g.op(type, List.of(y, c)), FLOAT, 1, 6, 2, 3);
                    },
                    "ConvTranspose");
        }
    }

    private static Consumer<GraphBuilder> gemm(String type, Attribute... attributes) {
        return g -> {
            boolean turned = attributes.length > 0;
            String b = g.initializer(Tensor.ofFloats("b", Shape.of(turned ? 3 : 2, turned ? 2 : 3), 1, 2, 3, 4, 5, 6));
            String c = g.initializer(Tensor.ofFloats("c", Shape.of(1, 3), 7, 8, 9));
            String y = g.op("Gemm", List.of(g.input("x", FLOAT, 4, 2), b, c), attributes);
            String d = g.initializer(Tensor.ofFloats("d", Shape.of(3), 3, -2, 4));
            g.output(g.op(type, List.of(y, d)), FLOAT, 4, 3);
        };
    }

    @Test
    void columnsOfAGemm() {
        rule.fires(17, gemm("Mul"), "Gemm");
        rule.fires(17, gemm("Add"), "Gemm");
        rule.fires(17, gemm("Div", Attribute.of("transB", 1), Attribute.of("alpha", 0.5f)), "Gemm");
        rule.doesNotFire(17, gemm("Mul", Attribute.of("transB", 1), Attribute.of("beta", 0.5f)));
    }

    @Test
    void columnsOfAMatMul() {
        for (String type : List.of("Mul", "Add", "Sub")) {
            Consumer<GraphBuilder> body = g -> {
                String b = g.initializer(Tensor.ofFloats("b", Shape.of(2, 3), 1, 2, 3, 4, 5, 6));
                String y = g.op("MatMul", List.of(g.input("x", FLOAT, 5, 4, 2), b));
                String d = g.initializer(Tensor.ofFloats("d", Shape.of(3), 3, -2, 4));
                g.output(g.op(type, List.of(y, d)), FLOAT, 5, 4, 3);
            };
            if (type.equals("Mul")) {
                rule.fires(17, body, "MatMul");
            } else {
                rule.doesNotFire(17, body);
            }
        }
    }

    /** Nothing becomes larger: new weights are made as the old ones were. */
    @Test
    void weightsOfOneNumber() {
        Model result = rule.fires(
                17,
                g -> {
                    String shape = g.initializer(Tensor.ofLongs("shape", 2, 1, 3, 3));
                    Attribute two = Attribute.of("value", Tensor.ofFloats("", Shape.of(1), 2));
                    String w = g.op("ConstantOfShape", List.of(shape), two);
                    String y = g.op("Conv", List.of(g.input("x", FLOAT, 1, 1, 4, 4), w));
                    String c = g.op("ConstantOfShape", List.of(g.initializer(Tensor.ofLongs("s", 2, 1, 1))), two);
                    g.output(g.op("Add", List.of(g.op("Mul", List.of(y, c)), c)), FLOAT, 1, 2, 2, 2);
                },
                "ConstantOfShape",
                "ConstantOfShape",
                "Conv");
        assertThat(result.graph().nodes())
                .filteredOn(node -> node.is("ConstantOfShape"))
                .extracting(node ->
                        ((Attribute.OfTensor) node.attributes().get(0)).value().toDoubles()[0])
                .containsExactlyInAnyOrder(4.0, 2.0);
    }
}
