package org.onnxnet.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.TopologicalOrder;

/** Checks the functions of a model: each body as a graph of its own, and that none calls itself. */
final class FunctionCheck {
    private final Model model;
    private final Map<String, Function> functions;
    private final Report report;

    FunctionCheck(Model model, Map<String, Function> functions, Report report) {
        this.model = model;
        this.functions = functions;
        this.report = report;
    }

    void checkAll() {
        for (Function function : model.functions()) {
            Context context = new Context(model, function.opsets(), functions, function, report);
            new GraphCheck(context).checkFunction(function.toGraph(), "function " + function.id() + ": ");
        }
        reportRecursion();
    }

    /** Functions stand for nodes that read what they call, so that a recursion is a circle. */
    private void reportRecursion() {
        List<Node> calls = new ArrayList<>();
        functions.forEach((key, function) ->
                calls.add(new Node("", function.id(), List.copyOf(callees(function)), List.of(key), List.of())));
        List<Node> cycle = TopologicalOrder.cycle(Graph.of(parts -> parts.nodes(calls)));
        if (!cycle.isEmpty()) {
            String names = cycle.stream().map(node -> node.op().toString()).collect(Collectors.joining(", "));
            report.error("functions", "call each other in a circle, which functions must not: " + names);
        }
    }

    private static Set<String> callees(Function function) {
        Set<String> keys = new HashSet<>();
        Deque<Node> waiting = new ArrayDeque<>(function.nodes());
        for (Node node = waiting.poll(); node != null; node = waiting.poll()) {
            keys.add(Context.key(node.op(), node.overload()));
            List<Node> inner = new ArrayList<>();
            node.subgraphs().forEach(body -> inner.addAll(body.nodes()));
            waiting.addAll(inner);
        }
        return keys;
    }
}
