package org.onnxnet.bench.network;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.BenchException;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;

/**
 * How many numbers the parameters of the layers of a network hold, counted at each use: what a folded file carries. A folded
 * convolution counts kernel and bias, a standing batch normalisation 4C; constants that other nodes read do not count.
 */
public final class WeightElements {
    private static final Set<String> LAYERS = Set.of("Conv", "ConvTranspose", "BatchNormalization", "Gemm");

    private WeightElements() {}

    /**
     * The numbers of all uses.
     *
     * @throws BenchException if a parameter among the inputs has no static shape
     */
    public static long count(OnnxGraph network) {
        Map<String, Long> sizes = new HashMap<>();
        network.inputs().stream().skip(1).forEach(input -> sizes.put(input.name(), elements(input)));
        for (Tensor tensor : network.initializers()) {
            if (tensor.elementType() == ElementType.FLOAT) {
                sizes.put(tensor.name(), tensor.elementCount());
            }
        }
        long sum = 0;
        for (Node node : network.nodes()) {
            if (LAYERS.contains(node.op().toString())) {
                for (String input : node.inputs()) {
                    sum += sizes.getOrDefault(input, 0L);
                }
            }
        }
        return sum;
    }

    private static long elements(Value input) {
        Shape shape = input.shape();
        if (shape == null || !shape.isStatic()) {
            throw new BenchException("input '" + input.name() + "' has shape " + shape + ", wanted a static one");
        }
        return shape.elementCount();
    }
}
