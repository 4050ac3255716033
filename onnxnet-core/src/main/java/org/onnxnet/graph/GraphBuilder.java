package org.onnxnet.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Puts a graph together node by node. Not thread-safe; only valid inside the function it is handed to:
 *
 * <pre>{@code
 * Model model = GraphBuilder.model(17, g -> {
 *     String x = g.input("x", ElementType.FLOAT, 1, 3, 32, 32);
 *     String w = g.input("w", ElementType.FLOAT, 16, 3, 3, 3);
 *     String y = g.op("Conv", List.of(x, w), Attribute.ofInts("pads", 1, 1, 1, 1));
 *     g.output(g.op("Relu", List.of(y)), ElementType.FLOAT, 1, 16, 32, 32);
 * });
 * }</pre>
 */
public final class GraphBuilder {
    private final List<Node> nodes = new ArrayList<>();
    private final List<Value> inputs = new ArrayList<>();
    private final List<Value> outputs = new ArrayList<>();
    private final List<Tensor> initializers = new ArrayList<>();
    private final List<Value> valueInfo = new ArrayList<>();
    private final Map<String, Integer> counters = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    private GraphBuilder() {}

    /** A model over one version of the default operator set, with the oldest file format version that may carry it. */
    public static Model model(long opset, Consumer<GraphBuilder> body) {
        return Model.of(irVersionOf(opset), opset, graph("main_graph", body));
    }

    /** A graph, for a model with more to say or as the body of a node. */
    public static Graph graph(String name, Consumer<GraphBuilder> body) {
        GraphBuilder builder = new GraphBuilder();
        body.accept(builder);
        return Graph.of(parts -> parts.name(name)
                .nodes(builder.nodes)
                .inputs(builder.inputs)
                .outputs(builder.outputs)
                .initializers(builder.initializers)
                .valueInfo(builder.valueInfo));
    }

    // https://github.com/onnx/onnx/blob/main/docs/Versioning.md, "Released Versions"
    private static long irVersionOf(long opset) {
        long[] lastOpset = {8, 9, 10, 11, 14, 18, 20, 22, 23, 24, 27};
        long[] irVersion = {3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};
        for (int i = 0; i < lastOpset.length; i++) {
            if (opset <= lastOpset[i]) {
                return irVersion[i];
            }
        }
        return Model.NEWEST_IR_VERSION;
    }

    /** Declares a tensor input of static shape and returns its name. */
    public String input(String name, ElementType type, long... dims) {
        return input(Value.tensor(name, type, dims));
    }

    public String input(Value value) {
        inputs.add(value);
        return claim(value.name());
    }

    /** Adds a constant under the name the tensor has and returns that name. */
    public String initializer(Tensor tensor) {
        initializers.add(tensor);
        return claim(tensor.name());
    }

    /** Adds a node with one output, whose name is made up, and returns it. */
    public String op(String type, List<String> nodeInputs, Attribute... attributes) {
        return op(OpId.of(type), nodeInputs, attributes);
    }

    /** Adds a node with one output, whose name is made up, and returns it. */
    public String op(OpId op, List<String> nodeInputs, Attribute... attributes) {
        return op(op, 1, nodeInputs, attributes).get(0);
    }

    /** Adds a node with several outputs, whose names are made up, and returns them. */
    public List<String> op(OpId op, int outputCount, List<String> nodeInputs, Attribute... attributes) {
        String nodeName = freshName(op.type());
        List<String> made = new ArrayList<>();
        for (int i = 0; i < outputCount; i++) {
            made.add(claim(nodeName + "_output_" + i));
        }
        nodes.add(new Node(nodeName, op, nodeInputs, made, List.of(attributes)));
        return List.copyOf(made);
    }

    /** Adds a node as it is. */
    public void node(Node node) {
        nodes.add(node);
        node.outputs().forEach(this::claim);
    }

    /** Makes a value a tensor output of static shape. */
    public void output(String name, ElementType type, long... dims) {
        output(Value.tensor(name, type, dims));
    }

    public void output(Value value) {
        outputs.add(value);
    }

    /** Declares the type of a value between nodes. */
    public void valueInfo(Value value) {
        valueInfo.add(value);
    }

    private String freshName(String stem) {
        String name;
        do {
            name = stem + "_" + counters.merge(stem, 1, Integer::sum);
        } while (names.contains(name + "_output_0"));
        return name;
    }

    private String claim(String name) {
        if (!name.isEmpty() && !names.add(name)) {
            throw new IllegalArgumentException("value '" + name + "' is defined twice, wanted a name for each value");
        }
        return name;
    }
}
