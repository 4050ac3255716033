package org.onnxnet.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;

/**
 * How deep and wide the nodes that work on the data are. Views count nothing; a node with bodies counts as deep as the deepest
 * of them, or 1 if that is 0.
 *
 * @param depth nodes on the longest chain
 * @param width the most nodes that have equally long chains before them, each with itself
 */
record Depth(int depth, int width) {
    static Depth of(Flow flow) {
        List<Node> nodes = flow.nodes();
        Map<String, Node> producers = new HashMap<>();
        nodes.forEach(node -> node.outputs().forEach(output -> producers.put(output, node)));
        producers.remove("");
        IdentityHashMap<Node, Integer> open = new IdentityHashMap<>();
        IdentityHashMap<Node, List<Node>> readers = new IdentityHashMap<>();
        Deque<Node> ready = new ArrayDeque<>();
        for (Node node : nodes) {
            List<Node> sources = sources(node, producers);
            sources.forEach(source ->
                    readers.computeIfAbsent(source, s -> new ArrayList<>()).add(node));
            open.put(node, sources.size());
            if (sources.isEmpty()) {
                ready.add(node);
            }
        }
        IdentityHashMap<Node, Integer> depths = new IdentityHashMap<>();
        int deepest = 0;
        Map<Integer, Integer> widths = new HashMap<>();
        while (!ready.isEmpty()) {
            Node node = ready.remove();
            int depth = depths.getOrDefault(node, 0) + ownDepth(flow, node);
            deepest = Math.max(deepest, depth);
            if (!OperatorKinds.isView(node)) {
                widths.merge(depth, 1, Integer::sum);
            }
            for (Node reader : readers.getOrDefault(node, List.of())) {
                depths.merge(reader, depth, Math::max);
                if (open.merge(reader, -1, Integer::sum) == 0) {
                    ready.add(reader);
                }
            }
        }
        return new Depth(
                deepest,
                widths.values().stream().mapToInt(Integer::intValue).max().orElse(0));
    }

    private static List<Node> sources(Node node, Map<String, Node> producers) {
        List<String> read = new ArrayList<>(node.inputs());
        node.subgraphs().forEach(body -> read.addAll(body.capturedValues()));
        return read.stream().filter(producers::containsKey).map(producers::get).toList();
    }

    private static int ownDepth(Flow flow, Node node) {
        int inside = 0;
        for (Graph body : node.subgraphs()) {
            inside = Math.max(inside, of(flow.body(body)).depth());
        }
        return Math.max(inside, OperatorKinds.isView(node) ? 0 : 1);
    }
}
