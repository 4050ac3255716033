package org.onnxnet.bench.network;

import java.util.HashMap;
import java.util.Map;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.BenchException;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;

/**
 * How many numbers the float tensors hold that the nodes of a network read, counted at each use: what a folded file
 * carries. Scalars do not count. A folded convolution counts kernel and bias, a standing batch normalisation 4C.
 */
public final class WeightElements {
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
            if (tensor.elementType() == ElementType.FLOAT && !tensor.isScalar()) {
                sizes.put(tensor.name(), tensor.elementCount());
            }
        }
        long sum = 0;
        for (Node node : network.nodes()) {
            for (String input : node.inputs()) {
                sum += sizes.getOrDefault(input, 0L);
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
