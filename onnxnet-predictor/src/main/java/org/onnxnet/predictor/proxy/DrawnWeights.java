package org.onnxnet.predictor.proxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.onnxnet.analysis.Parameters;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

/**
 * Gives parameters that are inputs of a network values, as before a training: kernels and matrices are normal with variance
 * {@code 2 / fan-in}, scales and variances 1, biases and means 0. Weights that a file has stay as they are.
 *
 * @see <a href="https://arxiv.org/abs/1502.01852">He et al. 2015, Delving deep into rectifiers</a>
 */
final class DrawnWeights {
    private final Graph graph;
    private final SplittableRandom random;

    private DrawnWeights(Graph graph, long seed) {
        this.graph = graph;
        this.random = new SplittableRandom(seed);
    }

    /**
     * The model with a value for every parameter.
     *
     * @throws OnnxNetException if a parameter is no float tensor of known shape
     */
    static Model draw(Model model, long seed) {
        Graph graph = model.graph();
        DrawnWeights drawn = new DrawnWeights(graph, seed);
        List<Value> parameters = Parameters.of(graph).inputs();
        List<Tensor> initializers = new ArrayList<>(graph.initializers());
        parameters.forEach(parameter -> initializers.add(drawn.draw(parameter)));
        List<Value> inputs = graph.inputs().stream()
                .filter(input -> !parameters.contains(input))
                .toList();
        // Initializers that are no inputs came with version 4 of the format.
        return model.withIrVersion(Math.max(4, model.irVersion()))
                .withGraph(graph.with(parts -> parts.inputs(inputs).initializers(initializers)));
    }

    private Tensor draw(Value parameter) {
        if (!(parameter.type() instanceof ValueType.OfTensor type)
                || !type.elementType().isFloat()
                || type.shape() == null
                || !type.shape().isStatic()) {
            throw new OnnxNetException("parameter '" + parameter.name() + "' is " + parameter.type()
                    + ", wanted a float tensor of known shape to draw values for");
        }
        double[] values = new double[Math.toIntExact(type.shape().elementCount())];
        double constant = constant(parameter.name(), type.shape());
        if (Double.isNaN(constant)) {
            double deviation = Math.sqrt(2.0 / Math.max(1, fanIn(parameter.name(), type.shape())));
            Arrays.setAll(values, i -> deviation * random.nextGaussian());
        } else {
            Arrays.fill(values, constant);
        }
        return Tensor.ofReals(parameter.name(), type.elementType(), type.shape(), values);
    }

    /** 0 for biases and means, 1 for scales and variances, NaN for what is drawn. */
    private double constant(String name, Shape shape) {
        if (shape.rank() > 1) {
            return Double.NaN;
        }
        for (Node node : graph.consumersOf(name)) {
            int slot = node.inputs().indexOf(name);
            boolean scale = node.op().type().endsWith("Normalization") && (slot == 1 || slot == 4);
            if (scale || node.is("Mul") || node.is("Div")) {
                return 1;
            }
        }
        return 0;
    }

    /** How many numbers of the input go into one of the output. */
    private long fanIn(String name, Shape shape) {
        long[] dims = shape.toLongs();
        Node reader = graph.consumersOf(name).stream().findFirst().orElse(null);
        boolean rowsAreInputs =
                reader != null && (reader.is("MatMul") || (reader.is("Gemm") && reader.intAttribute("transB", 0) == 0));
        if (rowsAreInputs) {
            return dims[dims.length - 2];
        }
        if (reader != null && reader.is("ConvTranspose")) {
            return dims[0] * Arrays.stream(dims).skip(2).reduce(1, (a, b) -> a * b);
        }
        return Arrays.stream(dims).skip(1).reduce(1, (a, b) -> a * b);
    }
}
