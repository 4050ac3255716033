package org.onnxnet.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TopologicalOrder;
import org.onnxnet.graph.Value;
import org.onnxnet.io.OnnxWriter;

/**
 * Makes a model that shows a failure smaller: outputs go, and nodes of the main graph are replaced by inputs with the values
 * that they compute, as long as the failure stays.
 */
public final class ModelReducer {
    private final BiPredicate<Model, Map<String, Tensor>> fails;
    private Model model;
    private Map<String, Tensor> inputs;

    /** A model and inputs with which it fails. */
    public record Reduced(Model model, Map<String, Tensor> inputs) {}

    private ModelReducer(Model model, Map<String, Tensor> inputs, BiPredicate<Model, Map<String, Tensor>> fails) {
        this.model = model;
        this.inputs = inputs;
        this.fails = fails;
    }

    /** Reduces a model for which {@code fails} is true; ONNX Runtime must be able to run it. */
    public static Reduced reduce(
            Model model, Map<String, Tensor> inputs, BiPredicate<Model, Map<String, Tensor>> fails) {
        ModelReducer reducer = new ModelReducer(model, inputs, fails);
        reducer.keepOneOutput();
        while (reducer.cutOneNode()) {
            // until nothing more can go
        }
        return new Reduced(reducer.model, reducer.inputs);
    }

    private boolean attempt(Model candidate, Map<String, Tensor> given) {
        try {
            if (!fails.test(candidate, given)) {
                return false;
            }
        } catch (OrtRunner.RefusedException invalid) {
            return false;
        }
        model = candidate;
        inputs = given;
        return true;
    }

    private void keepOneOutput() {
        for (Value output : model.graph().outputs()) {
            Graph graph = model.graph().with(parts -> parts.outputs(List.of(output)));
            if (attempt(model.withGraph(withoutDead(graph)), inputs)) {
                return;
            }
        }
    }

    private boolean cutOneNode() {
        Map<String, Tensor> values = allValues();
        List<Node> nodes = model.graph().nodes();
        for (Node node : nodes) {
            boolean known = node.outputs().stream().allMatch(output -> output.isEmpty() || values.containsKey(output));
            if (known && attemptWithout(node, values)) {
                return true;
            }
        }
        return false;
    }

    private boolean attemptWithout(Node node, Map<String, Tensor> values) {
        Graph graph = model.graph();
        Map<String, Tensor> given = new LinkedHashMap<>(inputs);
        List<Value> declared = new ArrayList<>(graph.inputs());
        for (String output : node.outputs()) {
            if (output.isEmpty()) {
                continue;
            }
            if (graph.isOutput(output)) {
                return false;
            }
            given.put(output, values.get(output).withName(output));
            declared.add(new Value(output, values.get(output).type()));
        }
        List<Node> rest = graph.nodes().stream().filter(n -> !n.equals(node)).toList();
        return attempt(
                model.withGraph(
                        withoutDead(graph.with(parts -> parts.nodes(rest).inputs(declared)))),
                given);
    }

    /** What the nodes of the main graph compute. */
    private Map<String, Tensor> allValues() {
        List<Value> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node node : model.graph().nodes()) {
            node.outputs().stream()
                    .filter(output -> !output.isEmpty() && names.add(output))
                    .forEach(output -> all.add(new Value(output, null)));
        }
        return OrtRunner.run(
                OnnxWriter.toBytes(model.withGraph(model.graph().with(parts -> parts.outputs(all)))), inputs);
    }

    private static Graph withoutDead(Graph graph) {
        Set<String> needed = new HashSet<>();
        Deque<String> waiting = new ArrayDeque<>();
        graph.outputs().forEach(output -> waiting.add(output.name()));
        for (String value = waiting.poll(); value != null; value = waiting.poll()) {
            Node producer = needed.add(value) ? graph.producerOf(value) : null;
            if (producer != null) {
                needed.addAll(producer.outputs());
                waiting.addAll(TopologicalOrder.reads(producer));
            }
        }
        return graph.with(parts -> parts.nodes(graph.nodes().stream()
                        .filter(node -> node.outputs().stream().anyMatch(needed::contains))
                        .toList())
                .initializers(graph.initializers().stream()
                        .filter(tensor -> needed.contains(tensor.name()))
                        .toList())
                .inputs(graph.inputs().stream()
                        .filter(input -> needed.contains(input.name()))
                        .toList())
                .valueInfo(List.of()));
    }
}
