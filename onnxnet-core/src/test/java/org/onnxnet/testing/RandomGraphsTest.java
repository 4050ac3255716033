package org.onnxnet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.testing.RandomGraphs.RandomModel;
import org.onnxnet.testing.RandomGraphs.Recipe;

class RandomGraphsTest {
    @Provide
    Arbitrary<RandomModel> models() {
        return RandomGraphs.models();
    }

    @Property(tries = 50)
    void aRecipeDeterminesItsModel(@ForAll("models") RandomModel made) {
        RandomModel again = made.recipe().make();

        assertThat(again.model()).isEqualTo(made.model());
        assertThat(again.inputs(1).toString()).isEqualTo(made.inputs(1).toString());
        assertThat(Recipe.parse(made.recipe().seed() + ":" + made.recipe().steps()))
                .isEqualTo(made.recipe());
    }

    @Property(tries = 50)
    void fewerStepsGiveTheBeginningOfTheSameGraph(@ForAll("models") RandomModel made) {
        Recipe recipe = made.recipe();
        List<Node> all = recipe.make().model().graph().nodes();
        List<Node> fewer = new Recipe(recipe.seed(), Math.max(1, recipe.steps() - 3))
                .make()
                .model()
                .graph()
                .nodes();

        // A graph without a value to output gets an Identity at its end.
        List<Node> beginning = fewer.subList(0, fewer.size() - 1);
        assertThat(all.subList(0, beginning.size())).isEqualTo(beginning);
    }

    @Test
    void allOperatorsAndSetsComeAbout() {
        Set<String> operators = new TreeSet<>();
        Set<Long> opsets = new TreeSet<>();
        for (int seed = 0; seed < 400; seed++) {
            Model model = new Recipe(seed, 20).make().model();
            opsets.add(model.opset());
            model.graph().nodes().forEach(node -> operators.add(node.op().type()));
        }

        assertThat(opsets).containsExactly(11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L, 21L, 22L);
        assertThat(operators)
                .contains("Conv BatchNormalization Relu LeakyRelu HardSwish Gelu Sigmoid Softmax MaxPool AveragePool "
                        .concat("GlobalAveragePool Add Mul Sub Div MatMul Gemm Concat Split Slice Gather ")
                        .concat("Reshape Flatten Transpose Squeeze Unsqueeze ReduceMean ReduceSum Pad ")
                        .concat("Shape Constant ConstantOfShape Cast Range Where Expand Identity ")
                        .concat("Dropout LayerNormalization InstanceNormalization Clip Erf Sqrt Pow ")
                        .concat("If Loop")
                        .split(" "));
    }

    @Property(tries = 50)
    void reorderingKeepsTheNodes(@ForAll("models") RandomModel made) {
        Graph graph = made.model().graph();
        Graph other = Reordering.of(made.model(), made.recipe().seed()).graph();

        assertThat(other.nodes().stream().map(Node::outputs))
                .containsExactlyInAnyOrderElementsOf(
                        graph.nodes().stream().map(Node::outputs).toList());
        assertThat(other.initializers()).containsExactlyInAnyOrderElementsOf(graph.initializers());
        assertThat(other.capturedValues()).isEmpty();
    }

    @Property(tries = 50)
    void renamingKeepsTheInterfaceAndNothingElse(@ForAll("models") RandomModel made) {
        Graph graph = made.model().graph();
        Graph other = Renaming.internal(made.model(), made.recipe().seed()).graph();
        Set<String> shared = valueNames(graph);
        shared.retainAll(valueNames(other));

        assertThat(other.inputs()).isEqualTo(graph.inputs());
        assertThat(other.outputs()).isEqualTo(graph.outputs());
        assertThat(other.capturedValues()).isEmpty();
        shared.removeIf(name -> graph.isInput(name) || graph.isOutput(name));
        assertThat(shared).isEmpty();
    }

    private static Set<String> valueNames(Graph graph) {
        Set<String> names = new HashSet<>();
        graph.nodes().forEach(node -> {
            names.addAll(node.inputs());
            names.addAll(node.outputs());
            node.subgraphs().forEach(body -> names.addAll(valueNames(body)));
        });
        graph.initializers().forEach(tensor -> names.add(tensor.name()));
        names.remove("");
        return names;
    }
}
