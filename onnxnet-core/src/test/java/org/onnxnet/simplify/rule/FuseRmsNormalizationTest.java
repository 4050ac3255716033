package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class FuseRmsNormalizationTest {
    private final RuleAssert rule = RuleAssert.of(new FuseRmsNormalization());

    /** How the inverse of the root is written. */
    private enum Form {
        QUOTIENT,
        RECIPROCAL,
        ONE_OVER
    }

    private static String number(GraphBuilder g, String name, float value) {
        return g.initializer(Tensor.ofFloats(name, Shape.SCALAR, value));
    }

    private static Consumer<GraphBuilder> norm(Form form, float power, long... scale) {
        return g -> {
            String x = g.input("x", FLOAT, 2, 3, 4);
            String axes = g.initializer(Tensor.ofLongs("axes", -1));
            String square = g.op("Pow", List.of(x, number(g, "power", power)));
            String mean = g.op("ReduceMean", List.of(square, axes), Attribute.of("keepdims", 1));
            String root = g.op("Sqrt", List.of(g.op("Add", List.of(mean, number(g, "epsilon", 1e-6f)))));
            String normal = switch (form) {
                case QUOTIENT -> g.op("Div", List.of(x, root));
                case RECIPROCAL -> g.op("Mul", List.of(x, g.op("Reciprocal", List.of(root))));
                case ONE_OVER -> g.op("Mul", List.of(g.op("Div", List.of(number(g, "one", 1), root)), x));
            };
            g.output(g.op("Mul", List.of(g.input("s", FLOAT, scale), normal)), FLOAT, 2, 3, 4);
        };
    }

    @Test
    void allFormsOfTheInverse() {
        for (Form form : Form.values()) {
            Model result = rule.fires(23, norm(form, 2, 4), "RMSNormalization");
            Node node = RuleAssert.only(result, "RMSNormalization");
            assertThat(node.intAttribute("axis", -1)).isEqualTo(2);
            assertThat(node.floatAttribute("epsilon", 0)).isEqualTo(1e-6f);
        }
    }

    @Test
    void anotherPowerStays() {
        rule.doesNotFire(23, norm(Form.QUOTIENT, 3, 4));
    }

    @Test
    void aScaleOfMoreAxesStays() {
        rule.doesNotFire(23, norm(Form.QUOTIENT, 2, 3, 4));
        rule.doesNotFire(23, norm(Form.QUOTIENT, 2, 1));
    }

    @Test
    void thereIsNoneBeforeVersion23() {
        rule.doesNotFire(22, norm(Form.QUOTIENT, 2, 4));
    }

    /** Constants of one element may have more axes than x, and then the result has too. */
    @Test
    void aResultOfMoreAxesStays() {
        for (String wide : List.of("power", "epsilon")) {
            rule.doesNotFire(23, g -> {
                String x = g.input("x", FLOAT, 2, 8);
                Shape more = Shape.of(1, 1, 1);
                String power = g.initializer(Tensor.ofFloats("power", wide.equals("power") ? more : Shape.SCALAR, 2));
                String epsilon =
                        g.initializer(Tensor.ofFloats("epsilon", wide.equals("epsilon") ? more : Shape.SCALAR, 1e-6f));
                String axes = g.initializer(Tensor.ofLongs("axes", -1));
                String mean = g.op("ReduceMean", List.of(g.op("Pow", List.of(x, power)), axes));
                String root = g.op("Sqrt", List.of(g.op("Add", List.of(mean, epsilon))));
                String normal = g.op("Div", List.of(x, root));
                g.output(g.op("Mul", List.of(normal, g.input("s", FLOAT, 8))), FLOAT, 1, 2, 8);
            });
        }
    }
}
