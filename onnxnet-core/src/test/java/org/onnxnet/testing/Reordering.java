package org.onnxnet.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;

/** Writes the nodes of a model in another topological order, and its constants in any order; the model stays the same. */
public final class Reordering {
    private final RandomGenerator random;

    private Reordering(RandomGenerator random) {
        this.random = random;
    }

    /** A random order, in bodies too. */
    public static Model of(Model model, long seed) {
        return model.withGraph(new Reordering(RandomSeeds.generator(seed, 0x5E)).graph(model.graph()));
    }

    private Graph graph(Graph graph) {
        List<Node> nodes = graph.nodes().stream().map(this::node).toList();
        List<Tensor> initializers = new ArrayList<>(graph.initializers());
        for (int i = initializers.size() - 1; i > 0; i--) {
            Collections.swap(initializers, i, random.nextInt(i + 1));
        }
        return graph.with(parts -> parts.nodes(shuffled(graph, nodes)).initializers(initializers));
    }

    private Node node(Node node) {
        return node.subgraphs().isEmpty() ? node : node.mapSubgraphs(this::graph);
    }

    /** Takes, again and again, a random node whose inputs are all there. */
    private List<Node> shuffled(Graph graph, List<Node> nodes) {
        Set<String> waitedFor = new HashSet<>();
        nodes.forEach(node -> waitedFor.addAll(node.outputs()));
        waitedFor.remove("");
        List<Node> rest = new ArrayList<>(nodes);
        List<Node> ordered = new ArrayList<>();
        while (!rest.isEmpty()) {
            List<Node> ready = rest.stream()
                    .filter(node -> reads(node).stream().noneMatch(waitedFor::contains))
                    .toList();
            if (ready.isEmpty()) {
                throw new IllegalArgumentException(graph + " has a cycle");
            }
            Node next = ready.get(random.nextInt(ready.size()));
            removeOne(rest, next);
            ordered.add(next);
            next.outputs().forEach(waitedFor::remove);
        }
        return ordered;
    }

    @SuppressWarnings("ReferenceEquality") // equal nodes are still two of them
    private static void removeOne(List<Node> nodes, Node gone) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) == gone) {
                nodes.remove(i);
                return;
            }
        }
    }

    private static List<String> reads(Node node) {
        List<String> values = new ArrayList<>(node.inputs());
        node.subgraphs().forEach(body -> values.addAll(body.capturedValues()));
        return values;
    }
}
