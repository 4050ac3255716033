package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class FuseAttentionTest {
    private static final Attribute SWAP = Attribute.ofInts("perm", 0, 1, 3, 2);

    private final RuleAssert rule = RuleAssert.of(new FuseAttention());

    private static String number(GraphBuilder g, String name, double value) {
        return g.initializer(Tensor.ofFloats(name, Shape.SCALAR, (float) value));
    }

    private static String queries(GraphBuilder g) {
        return g.input("q", FLOAT, 2, 3, 5, 16);
    }

    private static String keys(GraphBuilder g) {
        return g.op("Transpose", List.of(g.input("k", FLOAT, 2, 3, 7, 16)), SWAP);
    }

    private static void finish(GraphBuilder g, String scores, Attribute... attributes) {
        String weights = g.op("Softmax", List.of(scores), attributes);
        g.output(g.op("MatMul", List.of(weights, g.input("v", FLOAT, 2, 3, 7, 4))), FLOAT, 2, 3, 5, 4);
    }

    private static Consumer<GraphBuilder> scaled(String type, double number) {
        return g -> {
            String scores = g.op("MatMul", List.of(queries(g), keys(g)));
            finish(g, g.op(type, List.of(scores, number(g, "scale", number))));
        };
    }

    private static Consumer<GraphBuilder> masked(Function<GraphBuilder, String> mask) {
        return g -> {
            String scores = g.op("MatMul", List.of(queries(g), keys(g)));
            finish(g, g.op("Add", List.of(scores, mask.apply(g))));
        };
    }

    /** A mask that hides every third key of some queries. */
    private static Consumer<GraphBuilder> masked(long... dims) {
        float[] values = new float[(int) Shape.of(dims).elementCount()];
        for (int i = 0; i < values.length; i += 3) {
            values[i] = -1e9f;
        }
        return masked(g -> g.initializer(Tensor.ofFloats("mask", Shape.of(dims), values)));
    }

    private static float scale(Model model) {
        return RuleAssert.only(model, "Attention").floatAttribute("scale", -1);
    }

    @Test
    void theUsualScaleIsTheDefault() {
        assertThat(scale(rule.fires(23, scaled("Div", 4), "Attention"))).isEqualTo(-1);
        assertThat(scale(rule.fires(23, scaled("Mul", 0.25), "Attention"))).isEqualTo(-1);
    }

    @Test
    void anotherScaleIsWritten() {
        assertThat(scale(rule.fires(23, scaled("Mul", 0.5), "Attention"))).isEqualTo(0.5f);
        Model result = rule.fires(23, g -> finish(g, g.op("MatMul", List.of(queries(g), keys(g)))), "Attention");
        assertThat(scale(result)).isEqualTo(1f);
    }

    @Test
    void theScaleMayBeAtQueriesAndKeys() {
        Model result = rule.fires(
                23,
                g -> {
                    String q = g.op("Mul", List.of(queries(g), number(g, "a", 0.5)));
                    String k = g.op("Div", List.of(keys(g), number(g, "b", 2)));
                    finish(g, g.op("MatMul", List.of(q, k)), Attribute.of("axis", 3));
                },
                "Attention");
        assertThat(scale(result)).isEqualTo(-1);
    }

    @Test
    void aMaskIsAdded() {
        rule.fires(23, masked(5, 7), "Attention");
        rule.fires(23, masked(2, 1, 5, 7), "Attention");
        rule.fires(23, masked(3, 5, 7), "Attention");
    }

    @Test
    void aMaskThatIsBroadcastAlongQueriesOrKeysStays() {
        rule.doesNotFire(23, masked(2, 1, 1, 7));
        rule.doesNotFire(23, masked(5, 1));
        rule.doesNotFire(23, masked(7));
    }

    /** By the formula such a query gives the mean of all values, by ONNX Runtime's Attention 0. */
    @Test
    void aMaskThatMayHideAllKeysOfAQueryStays() {
        rule.doesNotFire(23, masked(g -> g.input("mask", FLOAT, 5, 7)));
        for (float hidden : new float[] {-Float.MAX_VALUE, Float.NEGATIVE_INFINITY, -1e4f}) {
            float[] values = new float[5 * 7];
            Arrays.fill(values, 7, 14, hidden);
            rule.doesNotFire(23, masked(g -> g.initializer(Tensor.ofFloats("mask", Shape.of(5, 7), values))));
        }
    }

    @Test
    void keysThatLieOtherwiseAreTransposed() {
        rule.fires(
                23,
                g -> {
                    String k = g.op(
                            "Transpose",
                            List.of(g.input("k", FLOAT, 2, 7, 3, 16)),
                            Attribute.ofInts("perm", 0, 2, 3, 1));
                    finish(g, g.op("MatMul", List.of(queries(g), k)));
                },
                "Transpose",
                "Attention");
        rule.fires(
                23,
                g -> finish(g, g.op("MatMul", List.of(queries(g), g.input("k", FLOAT, 2, 3, 16, 7)))),
                "Transpose",
                "Attention");
    }

    @Test
    void oneHeadOfKeysAndValuesForAll() {
        rule.fires(
                23,
                g -> {
                    String k = g.op("Transpose", List.of(g.input("k", FLOAT, 2, 1, 7, 16)), SWAP);
                    String weights = g.op("Softmax", List.of(g.op("MatMul", List.of(queries(g), k))));
                    g.output(g.op("MatMul", List.of(weights, g.input("v", FLOAT, 2, 1, 7, 4))), FLOAT, 2, 3, 5, 4);
                },
                "Attention");
    }

    @Test
    void aBatchThatIsBroadcastStays() {
        rule.doesNotFire(23, g -> {
            String k = g.op("Transpose", List.of(g.input("k", FLOAT, 1, 3, 7, 16)), SWAP);
            finish(g, g.op("MatMul", List.of(queries(g), k)));
        });
    }

    @Test
    void weightsThatAreReadElsewhereStay() {
        rule.doesNotFire(23, g -> {
            String weights = g.op("Softmax", List.of(g.op("MatMul", List.of(queries(g), keys(g)))));
            g.output(weights, FLOAT, 2, 3, 5, 7);
            g.output(g.op("MatMul", List.of(weights, g.input("v", FLOAT, 2, 3, 7, 4))), FLOAT, 2, 3, 5, 4);
        });
    }

    @Test
    void anotherAxisOrSignStays() {
        rule.doesNotFire(23, g -> finish(g, g.op("MatMul", List.of(queries(g), keys(g))), Attribute.of("axis", 2)));
        rule.doesNotFire(23, scaled("Mul", -0.25));
    }

    @Test
    void thereIsNoneBeforeVersion23() {
        rule.doesNotFire(22, scaled("Div", 4));
    }
}
