package org.onnxnet.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ConstantNode;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.shape.InferredTypes;

/**
 * Which nodes of a graph and of the graphs inside it matter: those that compute on data and can reach an output. Sizes
 * ({@code Shape}) are not data, so arithmetic on them does not matter; and nothing gets through a {@code Mul} by a
 * constant zero, which is how cell-based search spaces write an edge that is not there.
 */
public final class Flow {
    private final Graph graph;
    private final long opset;
    private final KnownTypes types;
    private final @Nullable Flow outer;
    private final Set<String> data = new HashSet<>();
    private final Set<Node> onData = identitySet();
    private final Set<Node> reachingOutput = identitySet();
    private final IdentityHashMap<Graph, Flow> bodies = new IdentityHashMap<>();

    private Flow(Graph graph, long opset, KnownTypes types, @Nullable Flow outer) {
        this.graph = graph;
        this.opset = opset;
        this.types = types;
        this.outer = outer;
    }

    /**
     * What matters in the main graph of a model.
     *
     * @param types what shape inference says of it
     */
    public static Flow of(Model model, InferredTypes types) {
        return of(model, Parameters.of(model.graph()), types);
    }

    static Flow of(Model model, Parameters parameters, InferredTypes types) {
        Flow flow = new Flow(model.graph(), model.opset(), KnownTypes.inferred(model.graph(), types), null);
        flow.followData(parameters.dataInputs().stream().map(Value::name).toList());
        flow.followOutputs();
        return flow;
    }

    Graph graph() {
        return graph;
    }

    long opset() {
        return opset;
    }

    KnownTypes types() {
        return types;
    }

    /** The enclosing graph, or null. */
    @Nullable
    Flow outer() {
        return outer;
    }

    /** The flow of a graph that a node of this graph runs. */
    Flow body(Graph body) {
        Flow found = bodies.get(body);
        if (found == null) {
            throw new IllegalArgumentException(body + " is not inside " + graph);
        }
        return found;
    }

    /** Whether the elements of a value, of this graph or an enclosing one, depend on the data inputs. */
    public boolean carriesData(String value) {
        return data.contains(value);
    }

    /** The nodes that matter, in file order. */
    public List<Node> nodes() {
        return graph.nodes().stream()
                .filter(node -> onData.contains(node) && reachingOutput.contains(node))
                .toList();
    }

    /** This graph and all inside the nodes that matter, outer before inner. */
    List<Flow> all() {
        List<Flow> found = new ArrayList<>(List.of(this));
        for (Node node : nodes()) {
            node.subgraphs().forEach(body -> found.addAll(body(body).all()));
        }
        return found;
    }

    private void followData(List<String> start) {
        Deque<String> open = new ArrayDeque<>(start);
        for (Node node : graph.nodes()) {
            if (OperatorKinds.isRandom(node, opset)) {
                markOnData(node, open);
            }
        }
        while (!open.isEmpty()) {
            String value = open.remove();
            if (data.add(value)) {
                for (Node node : graph.consumersOf(value)) {
                    if (!OperatorKinds.isSizeQuery(node)) {
                        markOnData(node, open);
                    }
                }
            }
        }
        for (Node node : graph.nodes()) {
            for (Graph body : node.subgraphs()) {
                bodies.computeIfAbsent(body, this::bodyOf);
            }
        }
    }

    private void markOnData(Node node, Deque<String> open) {
        if (onData.add(node)) {
            node.outputs().stream().filter(output -> !output.isEmpty()).forEach(open::add);
        }
    }

    private Flow bodyOf(Graph body) {
        List<String> start = new ArrayList<>();
        body.inputs().forEach(input -> start.add(input.name()));
        body.capturedValues().stream().filter(this::carriesData).forEach(start::add);
        Flow flow = new Flow(body, opset, types.inside(body), this);
        flow.followData(start);
        return flow;
    }

    private void followOutputs() {
        bodies.values().forEach(Flow::followOutputs);
        Deque<String> open = new ArrayDeque<>();
        graph.outputs().forEach(output -> open.add(output.name()));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String value = open.remove();
            Node producer = seen.add(value) ? graph.producerOf(value) : null;
            if (producer != null && !multipliesByZero(producer) && reachingOutput.add(producer)) {
                open.addAll(producer.inputs());
                producer.subgraphs().forEach(body -> body(body).addCaptures(open));
            }
        }
    }

    private void addCaptures(Deque<String> open) {
        graph.outputs().forEach(output -> open.add(output.name()));
        for (Node node : graph.nodes()) {
            if (reachingOutput.contains(node)) {
                open.addAll(node.inputs());
                node.subgraphs().forEach(body -> body(body).addCaptures(open));
            }
        }
    }

    private boolean multipliesByZero(Node node) {
        return node.is("Mul") && (Constants.isZero(this, node.input(0)) || Constants.isZero(this, node.input(1)));
    }

    /** The initializer or {@code Constant} that defines a value, here or outside; null where there is none. */
    @Nullable
    Tensor constant(String value) {
        Tensor found = graph.initializer(value);
        Node producer = graph.producerOf(value);
        if (found == null && producer == null && !graph.isInput(value)) {
            return outer == null ? null : outer.constant(value);
        }
        return found != null || producer == null ? found : ConstantNode.tensor(producer);
    }

    private static Set<Node> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
