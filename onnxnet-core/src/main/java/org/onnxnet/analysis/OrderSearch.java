package org.onnxnet.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Value;

/** The one search that makes a {@link CanonicalOrder}; graphs inside nodes have searches of their own. */
final class OrderSearch {
    /**
     * How often nodes that look alike may be told apart by giving one of them a place. Beyond that those that still look
     * alike come in file order; only graphs with very many like dead nodes get there.
     */
    private static final int MAX_PINNINGS = 100;

    private final Graph graph;
    private final Whole whole;
    private final @Nullable OrderSearch outer;
    private final int outerNode;
    private final int body;

    private final Map<String, Integer> producers = new HashMap<>();
    private final List<List<String>> reads = new ArrayList<>();
    private final State[] states;
    private final List<Integer> order = new ArrayList<>();
    private final Set<String> captures = new LinkedHashSet<>();
    private final Map<Integer, List<CanonicalOrder>> bodies = new HashMap<>();

    private enum State {
        NEW,
        OPEN,
        DONE
    }

    private record Placed(OrderSearch search, int node) {}

    /** What the searches of one graph and of those inside it share. */
    private static final class Whole {
        final Graph graph;
        final List<Placed> placed = new ArrayList<>();
        int pinnings;
        private @Nullable StructureColors colors;

        Whole(Graph graph) {
            this.graph = graph;
        }

        // Most networks have no dead nodes and need no colors.
        StructureColors colors() {
            StructureColors known = colors;
            if (known == null) {
                known = new StructureColors(graph);
                colors = known;
            }
            return known;
        }

        void pinPlaced() {
            pinnings++;
            Map<Integer, Integer> places = new HashMap<>();
            for (Placed node : placed) {
                places.put(node.search.firstIndex() + node.node, places.size() + 1);
            }
            colors().pin(places);
        }
    }

    private OrderSearch(Graph graph, Whole whole, @Nullable OrderSearch outer, int outerNode, int body) {
        this.graph = graph;
        this.whole = whole;
        this.outer = outer;
        this.outerNode = outerNode;
        this.body = body;
        this.states = new State[graph.nodes().size()];
        Arrays.fill(states, State.NEW);
        for (int i = 0; i < states.length; i++) {
            Node node = graph.nodes().get(i);
            reads.add(node.inputs());
            for (String output : node.outputs()) {
                if (!output.isEmpty()) {
                    producers.putIfAbsent(output, i);
                }
            }
        }
    }

    static CanonicalOrder of(Graph graph) {
        return new OrderSearch(graph, new Whole(graph), null, 0, 0).run();
    }

    private CanonicalOrder run() {
        for (Value output : graph.outputs()) {
            Integer producer = producers.get(output.name());
            if (producer == null) {
                capture(output.name());
            } else {
                visit(producer);
            }
        }
        int liveCount = order.size();
        if (liveCount < states.length) {
            visitDead();
        }
        if (order.size() < states.length) {
            throw cycle(Arrays.asList(states).indexOf(State.NEW));
        }
        return new CanonicalOrder(graph, order, liveCount, bodies);
    }

    // A stack of our own: networks are thousands of nodes deep.
    private void visit(int start) {
        if (states[start] == State.DONE) {
            return;
        }
        Deque<int[]> stack = new ArrayDeque<>();
        stack.push(open(start));
        while (!stack.isEmpty()) {
            int[] top = stack.element();
            List<String> inputs = reads.get(top[0]);
            if (top[1] < inputs.size()) {
                String input = inputs.get(top[1]++);
                Integer producer = producers.get(input);
                if (producer == null) {
                    capture(input);
                } else if (states[producer] == State.OPEN) {
                    throw cycle(producer);
                } else if (states[producer] == State.NEW) {
                    stack.push(open(producer));
                }
            } else if (!addCaptures(top[0])) {
                states[top[0]] = State.DONE;
                order.add(top[0]);
                whole.placed.add(new Placed(this, top[0]));
                stack.pop();
            }
        }
    }

    /** A node and the slot to look at next. */
    private int[] open(int node) {
        states[node] = State.OPEN;
        return new int[] {node, 0};
    }

    /** Orders the bodies of a node and adds what they capture to its reads; false where that was done or it has none. */
    private boolean addCaptures(int index) {
        List<Graph> graphs = bodies.containsKey(index)
                ? List.of()
                : CanonicalOrder.bodies(graph.nodes().get(index));
        if (graphs.isEmpty()) {
            return false;
        }
        List<String> all = new ArrayList<>(reads.get(index));
        List<CanonicalOrder> orders = new ArrayList<>();
        for (int i = 0; i < graphs.size(); i++) {
            OrderSearch search = new OrderSearch(graphs.get(i), whole, this, index, i);
            orders.add(search.run());
            all.addAll(search.captures);
        }
        bodies.put(index, orders);
        reads.set(index, all);
        return true;
    }

    private void capture(String value) {
        // Nothing is around the main graph.
        if (outer != null && !value.isEmpty() && !graph.isInput(value) && graph.initializer(value) == null) {
            captures.add(value);
        }
    }

    /** Visits the nodes that reach no output, starting from those of which nobody reads anything. */
    private void visitDead() {
        List<Integer> sinks = new ArrayList<>();
        for (int i = 0; i < states.length; i++) {
            boolean isSink = graph.nodes().get(i).outputs().stream()
                    .allMatch(v -> graph.consumersOf(v).isEmpty());
            if (states[i] == State.NEW && isSink) {
                sinks.add(i);
            }
        }
        Comparator<Integer> byColor = Comparator.comparingLong(this::color);
        sinks.sort(byColor);
        while (!sinks.isEmpty()) {
            int first = sinks.remove(0);
            boolean hasTwin = !sinks.isEmpty() && byColor.compare(first, sinks.get(0)) == 0;
            visit(first);
            if (hasTwin && whole.pinnings < MAX_PINNINGS) {
                // Any of the twins may be first, but what comes later depends on which one it was.
                whole.pinPlaced();
                sinks.sort(byColor);
            }
        }
    }

    private long color(int node) {
        return whole.colors().color(firstIndex() + node);
    }

    private int firstIndex() {
        return outer == null ? 0 : whole.colors().firstOf(outer.firstIndex() + outerNode, body);
    }

    private InvalidModelException cycle(int node) {
        return new InvalidModelException(
                graph + " has a cycle through node " + graph.nodes().get(node) + ", wanted nodes that can be ordered");
    }
}
