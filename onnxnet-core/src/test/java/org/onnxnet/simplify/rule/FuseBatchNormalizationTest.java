package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;

class FuseBatchNormalizationTest {
    private final RuleAssert rule = RuleAssert.of(new FuseBatchNormalization());

    private static List<String> vectors(GraphBuilder g, boolean known) {
        List<String> names = List.of("s", "b", "m", "v");
        for (String name : names) {
            if (known) {
                g.initializer(Tensor.ofFloats(name, Shape.of(2), name.equals("v") ? 0.3f : -0.7f, 1.5f));
            } else {
                g.input(name, FLOAT, 2);
            }
        }
        return names;
    }

    private static Model network(boolean known, boolean bias, Attribute... attributes) {
        return GraphBuilder.model(17, g -> {
            String x = g.input("x", FLOAT, 1, 1, 4, 4);
            List<String> inputs = new ArrayList<>(List.of(x));
            inputs.add(
                    known
                            ? g.initializer(Tensor.ofFloats("w", Shape.of(2, 1, 1, 1), 2, -3))
                            : g.input("w", FLOAT, 2, 1, 1, 1));
            if (bias) {
                inputs.add(known ? g.initializer(Tensor.ofFloats("c", Shape.of(2), 5, 7)) : g.input("c", FLOAT, 2));
            }
            List<String> normal = new ArrayList<>(List.of(g.op("Conv", inputs)));
            normal.addAll(vectors(g, known));
            g.output(g.op("BatchNormalization", normal, attributes), FLOAT, 1, 2, 4, 4);
        });
    }

    @Test
    void knownNumbersAreFolded() {
        Model plain = rule.fires(network(true, false), "Conv");
        assertThat(plain.graph().initializers()).hasSize(2);
        Model biased = rule.fires(network(true, true, Attribute.of("epsilon", 0.1f)), "Conv");
        assertThat(biased.graph().initializers()).hasSize(2);
    }

    @Test
    void inputsOfUnknownValueBecomeOneBias() {
        Model result = rule.firesAndChangesInputs(network(false, false), "Conv");
        assertThat(result.graph().inputs())
                .extracting(Value::toString)
                .containsExactly("x: FLOAT[1x1x4x4]", "w: FLOAT[2x1x1x1]", "b_folded: FLOAT[2]");
        assertThat(RuleAssert.only(result, "Conv").inputs()).containsExactly("x", "w", "b_folded");
    }

    @Test
    void aBiasOfUnknownValueStaysWhereItIs() {
        Model result = rule.firesAndChangesInputs(network(false, true), "Conv");
        assertThat(RuleAssert.only(result, "Conv").inputs()).containsExactly("x", "w", "c");
        assertThat(result.graph().inputs()).hasSize(3);
    }

    @Test
    void aConvThatIsReadTwiceStays() {
        Model model = network(true, false);
        rule.doesNotFire(model.withGraph(model.graph()
                .with(parts -> parts.outputs(
                        List.of(model.graph().outputs().get(0), Value.tensor("Conv_1_output_0", FLOAT, 1, 2, 4, 4))))));
    }

    @Test
    void trainingStays() {
        rule.doesNotFire(GraphBuilder.model(17, g -> {
            String w = g.initializer(Tensor.ofFloats("w", Shape.of(2, 1, 1, 1), 2, -3));
            List<String> normal = new ArrayList<>(List.of(g.op("Conv", List.of(g.input("x", FLOAT, 1, 1, 4, 4), w))));
            normal.addAll(vectors(g, true));
            List<String> all = g.op(OpId.of("BatchNormalization"), 3, normal, Attribute.of("training_mode", 1));
            g.output(all.get(0), FLOAT, 1, 2, 4, 4);
        }));
    }

    @Test
    void weightsThatSomethingElseReadsStay() {
        rule.doesNotFire(GraphBuilder.model(17, g -> {
            String x = g.input("x", FLOAT, 1, 1, 4, 4);
            String w = g.initializer(Tensor.ofFloats("w", Shape.of(2, 1, 1, 1), 2, -3));
            List<String> normal = new ArrayList<>(List.of(g.op("Conv", List.of(x, w))));
            normal.addAll(vectors(g, true));
            g.output(g.op("BatchNormalization", normal), FLOAT, 1, 2, 4, 4);
            g.output(g.op("Relu", List.of(w)), FLOAT, 2, 1, 1, 1);
        }));
    }

    @Test
    void otherLayers() {
        rule.fires(
                17,
                g -> {
                    String w = g.initializer(Tensor.ofFloats("w", Shape.of(2, 1, 1, 1), 2, -3));
                    String x = g.input("x", FLOAT, 1, 2, 4, 4);
                    List<String> normal =
                            new ArrayList<>(List.of(g.op("ConvTranspose", List.of(x, w), Attribute.of("group", 2))));
                    normal.addAll(vectors(g, true));
                    g.output(g.op("BatchNormalization", normal), FLOAT, 1, 2, 4, 4);
                },
                "ConvTranspose");
        rule.fires(17, matrix(true), "Gemm");
        rule.fires(17, matrix(false), "Gemm");
    }

    private static Consumer<GraphBuilder> matrix(boolean gemm) {
        return g -> {
            String b = g.initializer(Tensor.ofFloats("b0", Shape.of(3, 2), 1, 2, 3, 4, 5, 6));
            List<String> inputs = List.of(g.input("x", FLOAT, 4, 3), b);
            List<String> normal = new ArrayList<>(List.of(g.op(gemm ? "Gemm" : "MatMul", inputs)));
            normal.addAll(vectors(g, true));
            g.output(g.op("BatchNormalization", normal), FLOAT, 4, 2);
        };
    }

    /** The last axis of a product of stacks is not the one that is normalised. */
    @Test
    void aProductOfStacksStays() {
        rule.doesNotFire(17, g -> {
            String b = g.initializer(Tensor.ofFloats("b0", Shape.of(3, 2), 1, 2, 3, 4, 5, 6));
            List<String> normal = new ArrayList<>(List.of(g.op("MatMul", List.of(g.input("x", FLOAT, 4, 2, 3), b))));
            normal.addAll(vectors(g, true));
            g.output(g.op("BatchNormalization", normal), FLOAT, 4, 2, 2);
        });
    }
}
