package org.onnxnet.shape;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;

/** An order in which each node stands after those it reads from: the order of the file where that is one. */
final class ExecutionOrder {
    private enum Mark {
        ENTERED,
        DONE
    }

    private final Graph graph;
    private final IdentityHashMap<Node, Mark> marks = new IdentityHashMap<>();
    private final List<Node> order = new ArrayList<>();

    private ExecutionOrder(Graph graph) {
        this.graph = graph;
    }

    static List<Node> of(Graph graph) {
        if (isOrdered(graph)) {
            return graph.nodes();
        }
        ExecutionOrder sorter = new ExecutionOrder(graph);
        graph.nodes().forEach(sorter::visit);
        return sorter.order;
    }

    private static boolean isOrdered(Graph graph) {
        Set<String> written = new HashSet<>();
        Set<String> readBefore = new HashSet<>();
        for (Node node : graph.nodes()) {
            for (String read : reads(node)) {
                if (!read.isEmpty() && !written.contains(read)) {
                    readBefore.add(read);
                }
            }
            for (String output : node.outputs()) {
                if (readBefore.contains(output)) {
                    return false;
                }
                written.add(output);
            }
        }
        return true;
    }

    /** Depth first without recursion; a node on a cycle stands where it is first met. */
    private void visit(Node root) {
        Deque<Node> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Node node = open.peek();
            if (marks.putIfAbsent(node, Mark.ENTERED) == null) {
                for (String read : reads(node)) {
                    Node producer = graph.producerOf(read);
                    if (producer != null && !marks.containsKey(producer)) {
                        open.push(producer);
                    }
                }
            } else {
                open.pop();
                if (marks.put(node, Mark.DONE) != Mark.DONE) {
                    order.add(node);
                }
            }
        }
    }

    private static List<String> reads(Node node) {
        List<Graph> bodies = node.subgraphs();
        if (bodies.isEmpty()) {
            return node.inputs();
        }
        List<String> reads = new ArrayList<>(node.inputs());
        bodies.forEach(body -> reads.addAll(body.capturedValues()));
        return reads;
    }
}
