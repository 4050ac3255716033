package org.onnxnet.bench.network;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.BenchException;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

/**
 * A network as one line per node in file order, to compare generated networks with exported ones:
 *
 * <pre>{@code
 * Conv(X,W128x3x3x3,W128)[d=1,1;g=1;k=3,3;p=1,1,1,1;s=1,1]->1x128x32x32
 * Relu(n0)[]->1x128x32x32
 * }</pre>
 *
 * <p>Names, the values of weights and whether a weight is an input or an initializer do not show.
 *
 * <ul>
 *   <li>{@code X} is the first input of the graph, {@code n0} what the first node gives, {@code W16x3} a float weight or
 *       constant with its dimensions, {@code I[1,-1]} an {@code INT64} constant with its elements.
 *   <li>Attributes are abbreviated and sorted; those that no network of the known spaces varies do not show.
 *   <li>{@code cip} ({@code count_include_pad}) of an average pooling without padding is 1, whatever the file says: there it
 *       makes no difference.
 * </ul>
 */
public final class CanonicalText {
    private final OnnxGraph network;
    private final Map<String, String> names = new HashMap<>();

    private CanonicalText(OnnxGraph network) {
        this.network = network;
    }

    /**
     * The text of a network; empty for one without nodes.
     *
     * @throws BenchException if it has nodes with several outputs or reads what the form has no letter for
     */
    public static String of(OnnxGraph network) {
        return new CanonicalText(network).write();
    }

    private String write() {
        Graph graph = network.graph();
        for (Value input : graph.inputs()) {
            names.put(input.name(), names.isEmpty() ? "X" : weight(input));
        }
        StringBuilder text = new StringBuilder();
        int index = 0;
        for (Node node : graph.nodes()) {
            if (node.outputs().size() != 1) {
                throw new BenchException(
                        "node " + node + " has " + node.outputs().size() + " outputs, wanted 1");
            }
            String inputs = node.inputs().stream().map(this::nameOf).collect(Collectors.joining(","));
            text.append(node.op()).append('(').append(inputs).append(")[");
            text.append(attributes(node))
                    .append("]->")
                    .append(shapeOf(node.output(0)))
                    .append('\n');
            names.put(node.output(0), "n" + index++);
        }
        return text.toString();
    }

    private String nameOf(String value) {
        return names.computeIfAbsent(value, name -> {
            Tensor tensor = network.graph().initializer(name);
            if (tensor == null) {
                throw new BenchException("value '" + name + "' is read before it is defined");
            }
            return tensor.elementType() == ElementType.INT64
                    ? "I[" + join(Arrays.stream(tensor.toLongs()).boxed().toList()) + "]"
                    : "W" + tensor.shape();
        });
    }

    private static String weight(Value input) {
        Shape shape = input.shape();
        if (shape == null) {
            throw new BenchException("input '" + input.name() + "' has no shape, wanted one for a parameter");
        }
        return "W" + shape;
    }

    private Shape shapeOf(String value) {
        ValueType declared = network.graph().declaredType(value);
        Shape shape = declared instanceof ValueType.OfTensor tensor ? tensor.shape() : null;
        if (shape == null) {
            shape = network.types().shape(value);
        }
        if (shape == null || !shape.isStatic()) {
            throw new BenchException("value '" + value + "' has shape " + shape + ", wanted a static one");
        }
        return shape;
    }

    private static String attributes(Node node) {
        return switch (node.op().toString()) {
            case "Conv" -> "d=" + ints(node, "dilations") + ";g=" + node.intAttribute("group", 1) + ";" + window(node);
            case "MaxPool" -> window(node);
            case "AveragePool" -> "cip=" + countIncludePad(node) + ";" + window(node);
            case "Concat" -> "axis=" + node.intAttribute("axis", 0);
            case "ReduceMean" -> "axes=" + ints(node, "axes") + ";keep=" + node.intAttribute("keepdims", 1);
            case "ReduceSum" -> "keep=" + node.intAttribute("keepdims", 1);
            case "Gemm" -> "tB=" + node.intAttribute("transB", 0);
            default -> "";
        };
    }

    private static String window(Node node) {
        return "k=" + ints(node, "kernel_shape") + ";p=" + ints(node, "pads") + ";s=" + ints(node, "strides");
    }

    private static long countIncludePad(Node node) {
        List<Long> pads = node.intsAttribute("pads");
        boolean padded = pads != null && pads.stream().anyMatch(pad -> pad != 0);
        return padded ? node.intAttribute("count_include_pad", 0) : 1;
    }

    private static String ints(Node node, String attribute) {
        List<Long> values = node.intsAttribute(attribute);
        if (values == null) {
            throw new BenchException("node " + node + " has no '" + attribute + "', which the canonical text shows");
        }
        return join(values);
    }

    private static String join(List<Long> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
