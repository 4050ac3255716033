package org.onnxnet.predictor.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;

class NormalisedConvolutionsTest {
    private static List<String> operators(OnnxGraph network) {
        return NormalisedConvolutions.of(network.model()).graph().nodes().stream()
                .map(node -> node.op().type())
                .toList();
    }

    private static OnnxGraph network(int size, boolean known) {
        return OnnxGraph.build(17, g -> {
            g.input(Value.tensor("x", ElementType.FLOAT, 1, 2, size, size));
            if (known) {
                float[] ones = new float[2 * 2 * 3 * 3];
                Arrays.fill(ones, 1);
                g.initializer(Tensor.ofFloats("w", Shape.of(2, 2, 3, 3), ones));
            } else {
                g.input(Value.tensor("w", ElementType.FLOAT, 2, 2, 3, 3));
            }
            g.output(new Value(relu(g, g.op("Conv", List.of("x", "w"))), null));
        });
    }

    private static String relu(GraphBuilder g, String value) {
        return g.op("Relu", List.of(value));
    }

    @Test
    void whatAConvolutionWithoutWeightsGivesIsNormalised() {
        assertThat(operators(network(8, false))).containsExactly("Conv", "InstanceNormalization", "Relu");
    }

    @Test
    void theActivationReadsTheValueOfTheSameName() {
        List<Node> before = network(8, false).graph().nodes();
        List<Node> after =
                NormalisedConvolutions.of(network(8, false).model()).graph().nodes();
        assertThat(after.get(2)).isEqualTo(before.get(1));
        assertThat(after.get(1).outputs()).isEqualTo(before.get(0).outputs());
    }

    @Test
    void trainedWeightsStayAsTheyAre() {
        OnnxGraph network = network(8, true);
        assertThat(NormalisedConvolutions.of(network.model())).isSameAs(network.model());
    }

    @Test
    void onePlaceHasNoVariance() {
        OnnxGraph network = network(3, false);
        assertThat(NormalisedConvolutions.of(network.model())).isSameAs(network.model());
    }

    @Test
    void anActivationCountsForEachLayerThatReadsIt() {
        OnnxGraph shared = OnnxGraph.build(17, g -> {
            g.input(Value.tensor("x", ElementType.FLOAT, 1, 2, 8, 8));
            g.input(Value.tensor("v", ElementType.FLOAT, 2, 2, 3, 3));
            g.input(Value.tensor("w", ElementType.FLOAT, 2, 2, 3, 3));
            String unit = g.op("Conv", List.of("x", "v"));
            String once = relu(g, unit);
            String left = g.op("Conv", List.of(once, "v"));
            String right = g.op("Conv", List.of(once, "w"));
            g.output(new Value(relu(g, g.op("Add", List.of(left, right))), null));
        });
        assertThat(ActivationCodes.units(shared.graph()).values()).containsExactly(2, 1);
    }
}
