package org.onnxnet.bench.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;

/** The file of a traced network: names, declared shapes, and where parameters and constants go. */
class ModelWriterTest {
    private static final NetworkOptions OPTIONS = NetworkOptions.of(16, 1, "logits");
    private static final List<String> PARAMETERS =
            List.of("Conv_1.weight", "Conv_1.bias", "Conv_2.weight", "Gemm_1.weight", "Gemm_1.bias");

    @Test
    void nodesAndValuesAreNumberedByOperator() {
        OnnxGraph graph = graph(OPTIONS);

        assertThat(graph.nodes())
                .extracting(Node::name)
                .containsExactly("Conv_1", "Relu_1", "Conv_2", "Mul_1", "Mul_2", "Add_1", "Flatten_1", "Gemm_1");
        assertThat(graph.nodes())
                .allSatisfy(node -> assertThat(node.outputs()).containsExactly(node.name() + "_output_0"));
        assertThat(graph.outputs()).extracting(Value::name).containsExactly("Gemm_1_output_0");
    }

    @Test
    void everyValueBetweenHasItsShape() {
        OnnxGraph graph = graph(OPTIONS);

        assertThat(graph.graph().valueInfo())
                .extracting(value -> value.name() + " " + value.shape())
                .containsExactly(
                        "Conv_1_output_0 1x4x32x32",
                        "Relu_1_output_0 1x4x32x32",
                        "Conv_2_output_0 1x4x32x32",
                        "Mul_1_output_0 1x4x32x32",
                        "Mul_2_output_0 1x4x32x32",
                        "Add_1_output_0 1x4x32x32",
                        "Flatten_1_output_0 1x4096");
        assertThat(graph.outputs().get(0).shape()).hasToString("1x10");
        assertThat(graph.check()).isEmpty();
    }

    @Test
    void parametersAreInputsAfterTheImage() {
        OnnxGraph graph = graph(OPTIONS);

        assertThat(graph.inputs()).extracting(Value::name).startsWith("input.1").hasSize(6);
        assertThat(graph.inputs().subList(1, 6)).extracting(Value::name).containsExactlyElementsOf(PARAMETERS);
        assertThat(graph.inputs()).element(1).extracting(Value::shape).hasToString("4x3x3x3");
    }

    @Test
    void parametersAreInitializersThatASeedRepeats() {
        OnnxGraph graph = graph(OPTIONS.withWeights(Weights.initializers(7)));

        assertThat(graph.inputs()).extracting(Value::name).containsExactly("input.1");
        assertThat(graph.initializers()).extracting(Tensor::name).containsAll(PARAMETERS);
        assertThat(values(graph, "Conv_1.bias")).containsOnly(0);
        assertThat(values(graph, "Conv_1.weight"))
                .isEqualTo(values(graph(OPTIONS.withWeights(Weights.initializers(7))), "Conv_1.weight"))
                .isNotEqualTo(values(graph(OPTIONS.withWeights(Weights.initializers(8))), "Conv_1.weight"));
        assertThat(graph.check()).isEmpty();
    }

    @Test
    void equalConstantsAreOneInitializer() {
        OnnxGraph graph = graph(OPTIONS);

        assertThat(graph.initializers()).extracting(Tensor::name).containsExactly("constant_1");
        assertThat(graph.consumersOf("constant_1")).extracting(Node::name).containsExactly("Mul_1", "Mul_2");
    }

    @Test
    void styleDecidesVersionsAndPoolAttributes() {
        for (ExporterStyle style : ExporterStyle.values()) {
            OnnxGraph graph = NetworkBuilder.build(
                            OPTIONS.withStyle(style), net -> net.output(net.maxPool(net.image(), Kernel.of(3))))
                    .toGraph();

            assertThat(graph.model().opsets()).containsEntry("", style.opset());
            assertThat(graph.model().irVersion()).isEqualTo(style.irVersion());
            assertThat(graph.graph().name()).isEqualTo(style.graphName());
            assertThat(graph.nodes().get(0).attribute("dilations") != null).isEqualTo(style == ExporterStyle.TORCH_2_6);
        }
    }

    private static OnnxGraph graph(NetworkOptions options) {
        return NetworkBuilder.build(options, net -> {
                    Feature x = net.relu(net.convBn(net.image(), 4, Kernel.of(3)));
                    Feature y = net.conv(x, 4, Kernel.of(1));
                    Feature sum = net.add(net.timesZero(x), net.timesZero(y));
                    net.output(net.linear(net.flatten(sum), 10));
                })
                .toGraph();
    }

    private static double[] values(OnnxGraph graph, String name) {
        Tensor tensor = graph.graph().initializer(name);
        assertThat(tensor).as(name).isNotNull();
        return tensor.toDoubles();
    }
}
