package org.onnxnet.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;

/**
 * Changes the single-precision numbers of constants and inputs, for comparisons that hold up to rounding. Scalars stay as
 * they are, since a model may be built around their exact value.
 */
public final class Weights {
    private static final double LARGEST = 3;
    private static final double SMALLEST = 1e-6;

    private Weights() {}

    /** Ordinary numbers in the place of NaN, infinities, denormals and very large or small ones. */
    public static Model tame(Model model) {
        return map(model, Weights::tame);
    }

    /** See {@link #tame(Model)}. */
    public static Map<String, Tensor> tame(Map<String, Tensor> inputs) {
        return map(inputs, Weights::tame);
    }

    /** Each number times a factor of up to {@code 1 + relative} or down to {@code 1 - relative}. */
    public static Model perturbed(Model model, double relative, long seed) {
        RandomGenerator random = RandomSeeds.generator(seed, 0x3E1);
        return map(model, x -> x * (1 + relative * random.nextDouble(-1, 1)));
    }

    /** See {@link #perturbed(Model, double, long)}. */
    public static Map<String, Tensor> perturbed(Map<String, Tensor> inputs, double relative, long seed) {
        RandomGenerator random = RandomSeeds.generator(seed, 0x3E2);
        return map(inputs, x -> x * (1 + relative * random.nextDouble(-1, 1)));
    }

    private static double tame(double x) {
        double size = Math.abs(x);
        return size == 0 || (size >= SMALLEST && size <= LARGEST) ? x : 0.5;
    }

    private static Model map(Model model, DoubleUnaryOperator change) {
        return model.withGraph(map(model.graph(), change));
    }

    private static Map<String, Tensor> map(Map<String, Tensor> tensors, DoubleUnaryOperator change) {
        Map<String, Tensor> changed = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> changed.put(name, map(tensor, change)));
        return changed;
    }

    private static Graph map(Graph graph, DoubleUnaryOperator change) {
        return graph.with(parts -> parts.initializers(graph.initializers().stream()
                        .map(tensor -> map(tensor, change))
                        .toList())
                .nodes(graph.nodes().stream().map(node -> map(node, change)).toList()));
    }

    private static Node map(Node node, DoubleUnaryOperator change) {
        List<Attribute> attributes = node.attributes().stream()
                .map(attribute -> {
                    if (node.is("Constant") && attribute instanceof Attribute.OfTensor constant) {
                        return Attribute.of(constant.name(), map(constant.value(), change));
                    }
                    return attribute instanceof Attribute.OfGraph body
                            ? Attribute.of(body.name(), map(body.value(), change))
                            : attribute;
                })
                .toList();
        return node.withAttributes(attributes);
    }

    private static Tensor map(Tensor tensor, DoubleUnaryOperator change) {
        if (tensor.elementType() != ElementType.FLOAT || tensor.isScalar()) {
            return tensor;
        }
        double[] values = tensor.toDoubles();
        float[] changed = new float[values.length];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = (float) change.applyAsDouble(values[i]);
        }
        return Tensor.ofFloats(tensor.name(), tensor.shape(), changed);
    }
}
