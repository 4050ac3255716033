package org.onnxnet.io;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.FunctionTable;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;

/**
 * Bounds how deep calls of model-local functions nest, together with the graphs that they stand in: whatever follows calls
 * does so by recursion, so they are bounded as nested graphs are. Functions that call each other in a circle are left to the
 * checker, which names them.
 */
final class CallDepth {
    private final FunctionTable table;

    /** The levels of each function, itself included; 0 while it is being measured. */
    private final IdentityHashMap<Function, Integer> levels = new IdentityHashMap<>();

    /** A function that is called {@code graphs} levels inside a body. */
    private record Call(Function function, int graphs) {}

    /** A body whose calls are being followed; the main graph belongs to no function. */
    private static final class Body {
        final @Nullable Function function;
        final Iterator<Call> calls;
        int levels = 1;

        /** Where the call stands that is being followed. */
        int graphs;

        Body(@Nullable Function function, List<Call> calls) {
            this.function = function;
            this.calls = calls.iterator();
        }
    }

    private CallDepth(List<Function> functions) {
        this.table = new FunctionTable(functions);
    }

    static void check(Model model) {
        if (model.functions().isEmpty()) {
            return;
        }
        CallDepth depth = new CallDepth(model.functions());
        for (Function function : model.functions()) {
            if (!depth.levels.containsKey(function)) {
                depth.measure(depth.open(function));
            }
        }
        depth.measure(new Body(null, depth.calls(model.graph().nodes())));
    }

    /** Depth first without recursion. */
    private void measure(Body outermost) {
        Deque<Body> open = new ArrayDeque<>();
        open.push(outermost);
        while (!open.isEmpty()) {
            Body body = open.element();
            if (body.calls.hasNext()) {
                Call call = body.calls.next();
                Integer known = levels.get(call.function());
                body.graphs = call.graphs();
                if (known == null) {
                    open.push(open(call.function()));
                } else {
                    add(known, body);
                }
                continue;
            }
            open.pop();
            if (body.function != null) {
                levels.put(body.function, body.levels);
            }
            if (!open.isEmpty()) {
                add(body.levels, open.element());
            }
        }
    }

    private Body open(Function function) {
        levels.put(function, 0);
        return new Body(function, calls(function.nodes()));
    }

    private static void add(int called, Body caller) {
        caller.levels = Math.max(caller.levels, caller.graphs + called);
        if (caller.levels > WireReader.MAX_DEPTH) {
            throw new MalformedException(
                            "calls of functions nest deeper than " + WireReader.MAX_DEPTH + ", which no program makes")
                    .within(
                            caller.function == null
                                    ? "graph"
                                    : Place.of("function", caller.function.id().toString()));
        }
    }

    private List<Call> calls(List<Node> body) {
        record Level(List<Node> nodes, int graphs) {}
        List<Call> calls = new ArrayList<>();
        Deque<Level> waiting = new ArrayDeque<>(List.of(new Level(body, 1)));
        for (Level level = waiting.poll(); level != null; level = waiting.poll()) {
            for (Node node : level.nodes()) {
                Function called = table.find(node);
                if (called != null) {
                    calls.add(new Call(called, level.graphs()));
                }
                int inside = level.graphs() + 1;
                node.subgraphs().forEach(graph -> waiting.add(new Level(graph.nodes(), inside)));
            }
        }
        return calls;
    }
}
