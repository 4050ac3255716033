package org.onnxnet.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;

/** Topological order of the nodes of a graph that stays as close to the file as it can. */
final class NodeOrder {
    private NodeOrder() {}

    /**
     * The nodes with every writer before its readers; among the nodes that may come next, the first of the file comes.
     *
     * @throws UnworkableModelException if nodes wait for each other in a circle
     */
    static List<Node> of(Graph graph) {
        List<Node> nodes = graph.nodes();
        Map<String, Integer> writers = new HashMap<>(2 * nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            for (String output : nodes.get(i).outputs()) {
                if (!output.isEmpty()) {
                    writers.putIfAbsent(output, i);
                }
            }
        }
        return isSorted(nodes, writers) ? nodes : sort(nodes, writers);
    }

    private static boolean isSorted(List<Node> nodes, Map<String, Integer> writers) {
        for (int i = 0; i < nodes.size(); i++) {
            for (String read : reads(nodes.get(i))) {
                if (writers.getOrDefault(read, -1) >= i) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<Node> sort(List<Node> nodes, Map<String, Integer> writers) {
        List<List<Integer>> followers = new ArrayList<>();
        nodes.forEach(node -> followers.add(new ArrayList<>(1)));
        int[] waitsFor = new int[nodes.size()];
        for (int i = 0; i < waitsFor.length; i++) {
            for (String read : reads(nodes.get(i))) {
                Integer writer = writers.get(read);
                if (writer != null) {
                    followers.get(writer).add(i);
                    waitsFor[i]++;
                }
            }
        }
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < waitsFor.length; i++) {
            if (waitsFor[i] == 0) {
                ready.add(i);
            }
        }
        List<Node> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            int next = ready.remove();
            order.add(nodes.get(next));
            for (int follower : followers.get(next)) {
                if (--waitsFor[follower] == 0) {
                    ready.add(follower);
                }
            }
        }
        if (order.size() < waitsFor.length) {
            for (int i = 0; i < waitsFor.length; i++) {
                if (waitsFor[i] > 0) {
                    throw new UnworkableModelException(
                            "node " + nodes.get(i) + " waits for its own result, wanted a graph without cycles");
                }
            }
        }
        return order;
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
