package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.io.OnnxWriter;
import org.onnxnet.testing.OrtRunner;
import org.onnxnet.testing.RandomGraphs;
import org.onnxnet.testing.RandomGraphs.RandomModel;

/** Every value of random models has the type and shape at run time that inference promised, and known contents are true. */
class RuntimeShapesTest {
    @Provide
    Arbitrary<RandomModel> models() {
        return RandomGraphs.models();
    }

    @Property(tries = 150)
    void inferenceKeepsItsPromise(@ForAll("models") RandomModel random) {
        Model model = withAllValuesAsOutputs(random.model());
        Map<String, Tensor> inputs = random.inputs(1);
        InferredTypes types = ShapeInference.standard().infer(model);
        Map<String, Long> names = names(model.graph(), inputs);

        OrtRunner.run(OnnxWriter.toBytes(model), inputs).forEach((name, actual) -> {
            if (types.type(name) instanceof ValueType.OfTensor promised) {
                assertThat(promised.elementType()).as(name).isEqualTo(actual.elementType());
                assertShape(name, promised.shape(), actual.shape(), names);
            }
            SymbolicTensor content = types.value(name);
            if (content != null && content.isKnown() && !actual.elementType().isFloat()) {
                assertThat(content.toLongs()).as(name).isEqualTo(actual.toLongs());
            }
        });
    }

    private static void assertShape(String name, Shape promised, Shape actual, Map<String, Long> names) {
        if (promised == null) {
            return;
        }
        assertThat(promised.rank()).as(name).isEqualTo(actual.rank());
        for (int axis = 0; axis < actual.rank(); axis++) {
            long size = actual.toLongs()[axis];
            Dim dim = promised.dim(axis);
            if (dim instanceof Dim.Known known) {
                assertThat(known.value()).as(name).isEqualTo(size);
            } else if (dim instanceof Dim.Symbolic && Expr.of(dim) != null) {
                assertThat(ExprEvaluator.value(Expr.of(dim), names)).as(name).isEqualTo(size);
            }
        }
    }

    /** What the names in the declared shapes of the inputs stand for in this run. */
    private static Map<String, Long> names(Graph graph, Map<String, Tensor> inputs) {
        Map<String, Long> names = new HashMap<>();
        for (Value input : graph.inputs()) {
            Tensor given = inputs.get(input.name());
            if (given != null && input.shape() != null) {
                for (int axis = 0; axis < input.shape().rank(); axis++) {
                    if (input.shape().dim(axis) instanceof Dim.Symbolic symbolic) {
                        names.put(symbolic.expression(), given.shape().toLongs()[axis]);
                    }
                }
            }
        }
        return names;
    }

    private static Model withAllValuesAsOutputs(Model model) {
        List<Value> outputs = new ArrayList<>();
        for (Node node : model.graph().nodes()) {
            node.outputs().stream().filter(name -> !name.isEmpty()).forEach(name -> outputs.add(new Value(name, null)));
        }
        return model.withGraph(
                model.graph().with(parts -> parts.outputs(outputs).valueInfo(List.of())));
    }
}
