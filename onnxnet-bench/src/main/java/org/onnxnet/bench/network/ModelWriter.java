package org.onnxnet.bench.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

/**
 * Writes a simplified trace as a model. Nodes are named {@code Conv_1}, {@code Conv_2} and so on, their values
 * {@code Conv_1_output_0}, their parameters {@code Conv_1.weight}; equal constants are one initializer.
 */
final class ModelWriter {
    /** What PyTorch calls the first input where nobody names it. */
    private static final String IMAGE_NAME = "input.1";

    private final NetworkOptions options;
    private final Map<String, Integer> counters = new HashMap<>();
    private final Map<Object, String> constants = new HashMap<>();
    private final Map<Operand.Weight, String> weights = new HashMap<>();

    ModelWriter(NetworkOptions options) {
        this.options = options;
    }

    Model write(Trace trace) {
        ExporterStyle style = options.style();
        Graph graph = GraphBuilder.graph(style.graphName(), builder -> write(trace, builder));
        return new Model(
                style.irVersion(),
                Map.of("", style.opset()),
                new Model.Producer("onnxnet", ""),
                "",
                0,
                "",
                graph,
                List.of(),
                List.of(),
                List.of(),
                Extras.NONE);
    }

    private void write(Trace trace, GraphBuilder builder) {
        String[] names = new String[trace.size()];
        Map<Integer, Value> outputs = new HashMap<>();
        for (TraceNode node : trace.nodes()) {
            names[node.id()] = write(node, names, builder);
            Value value = new Value(names[node.id()], floats(node.shape()));
            if (trace.outputs().contains(node.id())) {
                outputs.put(node.id(), value);
            } else if (node.isOperator()) {
                builder.valueInfo(value);
            }
        }
        for (int id : trace.outputs()) {
            builder.output(Objects.requireNonNull(outputs.get(id), "an output that no node computes"));
        }
    }

    private String write(TraceNode node, String[] names, GraphBuilder builder) {
        if (node.is(TraceNode.IMAGE)) {
            return builder.input(new Value(IMAGE_NAME, floats(node.shape())));
        }
        if (node.is(TraceNode.CONSTANT)) {
            return constant(node.shape(), name -> zeros(name, node.shape()), builder);
        }
        String name = node.type() + "_" + counters.merge(node.type(), 1, Integer::sum);
        List<String> inputs = new ArrayList<>(node.operands().size());
        for (Operand operand : node.operands()) {
            inputs.add(nameOf(operand, name, names, builder));
        }
        String output = name + "_output_0";
        builder.node(new Node(name, OpId.of(node.type()), inputs, List.of(output), node.attributes()));
        return output;
    }

    private String nameOf(Operand operand, String node, String[] names, GraphBuilder builder) {
        if (operand instanceof Operand.Of of) {
            return names[of.id()];
        }
        if (operand instanceof Operand.Weight weight) {
            return weights.computeIfAbsent(
                    weight, w -> weight(node + "." + w.role().name().toLowerCase(Locale.ROOT), w, builder));
        }
        if (operand instanceof Operand.Longs longs) {
            long[] values = longs.values().stream().mapToLong(Long::longValue).toArray();
            return constant(longs, name -> Tensor.ofLongs(name, values), builder);
        }
        if (operand instanceof Operand.Index index) {
            return constant(index, name -> Tensor.ofLongs(name, Shape.SCALAR, index.value()), builder);
        }
        return constant(operand, name -> zeros(name, Shape.SCALAR), builder);
    }

    private String weight(String name, Operand.Weight weight, GraphBuilder builder) {
        if (options.weights() instanceof Weights.AsInitializers initializers) {
            return builder.initializer(FirstWeights.tensor(name, weight, initializers.seed()));
        }
        return builder.input(new Value(name, floats(weight.shape())));
    }

    private interface TensorOf {
        Tensor named(String name);
    }

    private String constant(Object content, TensorOf tensor, GraphBuilder builder) {
        String known = constants.get(content);
        if (known == null) {
            known = builder.initializer(tensor.named("constant_" + (constants.size() + 1)));
            constants.put(content, known);
        }
        return known;
    }

    private static Tensor zeros(String name, Shape shape) {
        int size = Math.toIntExact(4 * shape.elementCount());
        return Tensor.ofRaw(name, ElementType.FLOAT, shape, Bytes.wrap(new byte[size]));
    }

    private static ValueType floats(Shape shape) {
        return ValueType.tensor(ElementType.FLOAT, shape);
    }
}
