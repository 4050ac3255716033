package org.onnxnet.simplify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.FunctionTable;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.schema.OperatorSchema;
import org.onnxnet.schema.OperatorTable;

/** The local functions of a model that is being edited. */
final class Functions {
    /** Functions that call functions can make any number of nodes; more than this is no model that anybody runs. */
    private static final int MAX_NODES = 100_000;

    private final Model model;
    private final FunctionTable table;
    private final Set<Function> dropped = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Function, String> problems = new IdentityHashMap<>();

    /** Known once it was asked for. */
    private @Nullable IdentityHashMap<Function, Integer> sizes;

    Functions(Model model) {
        this.model = model;
        this.table = new FunctionTable(model.functions());
    }

    @Nullable
    Function find(Node node) {
        return table.find(node);
    }

    /** Those that are left, in file order. */
    List<Function> all() {
        return dropped.isEmpty()
                ? model.functions()
                : model.functions().stream()
                        .filter(function -> !dropped.contains(function))
                        .toList();
    }

    void drop(Function function) {
        dropped.add(function);
    }

    /** The functions that steps call, and those that these call. Training may call any. */
    Set<Function> called(List<Step> steps) {
        Set<Function> called = Collections.newSetFromMap(new IdentityHashMap<>());
        if (!model.trainingInfo().isEmpty()) {
            called.addAll(model.functions());
        } else if (!model.functions().isEmpty()) {
            Deque<Function> waiting = new ArrayDeque<>();
            steps.forEach(step -> addCalled(step.node, called, waiting));
            while (!waiting.isEmpty()) {
                nodes(waiting.remove().toGraph()).forEach(node -> addCalled(node, called, waiting));
            }
        }
        return called;
    }

    private void addCalled(Node node, Set<Function> called, Collection<Function> waiting) {
        Function function = find(node);
        if (function != null && called.add(function)) {
            waiting.add(function);
        }
    }

    /** The nodes of a graph and of all graphs inside. */
    static Stream<Node> nodes(Graph graph) {
        return Stream.concat(Stream.of(graph), graph.nestedGraphs().stream()).flatMap(g -> g.nodes().stream());
    }

    /** Why the body of a function cannot stand in a graph, whoever calls it; null if it can. */
    @Nullable
    String problem(Function function) {
        String problem = problems.computeIfAbsent(function, this::findProblem);
        return problem.isEmpty() ? null : problem;
    }

    private String findProblem(Function function) {
        if (OperatorTable.standard()
                        .find(function.id(), model.opset(function.id().domain()))
                != null) {
            return "it has the name of a standard operator, and which of the two is meant is up to the runtime";
        }
        IdentityHashMap<Function, Integer> known = sizes();
        if (!known.containsKey(function)) {
            return "it calls itself";
        }
        if (inlinedNodes() > MAX_NODES) {
            return "all calls together would make more than " + MAX_NODES + " nodes";
        }
        try {
            WorkspaceReader.read(model.withFunctions(List.of()).withGraph(function.toGraph()), null);
        } catch (UnworkableModelException e) {
            return String.valueOf(e.getMessage());
        }
        return "";
    }

    /** How many nodes come in with the functions that the model calls, if all can be inlined. */
    int inlinedNodes() {
        if (model.functions().isEmpty()) {
            return 0;
        }
        IdentityHashMap<Function, Integer> known = sizes();
        long total = nodes(model.graph())
                .mapToLong(node -> known.getOrDefault(find(node), 0))
                .sum();
        return (int) Math.min(total, MAX_NODES + 1);
    }

    private IdentityHashMap<Function, Integer> sizes() {
        IdentityHashMap<Function, Integer> known = sizes;
        if (known == null) {
            known = findSizes();
            sizes = known;
        }
        return known;
    }

    /** How many nodes each function makes with all calls in it replaced; nothing for those that call themselves in the end. */
    private IdentityHashMap<Function, Integer> findSizes() {
        IdentityHashMap<Function, List<Function>> callers = new IdentityHashMap<>();
        IdentityHashMap<Function, Integer> waitsFor = new IdentityHashMap<>();
        IdentityHashMap<Function, Integer> found = new IdentityHashMap<>();
        Deque<Function> ready = new ArrayDeque<>();
        for (Function function : model.functions()) {
            List<Node> nodes = nodes(function.toGraph()).toList();
            int calls = 0;
            for (Node node : nodes) {
                Function callee = find(node);
                if (callee != null) {
                    callers.computeIfAbsent(callee, f -> new ArrayList<>()).add(function);
                    calls++;
                }
            }
            waitsFor.put(function, calls);
            found.put(function, Math.min(nodes.size(), MAX_NODES + 1));
            if (calls == 0) {
                ready.add(function);
            }
        }
        IdentityHashMap<Function, Integer> sizes = new IdentityHashMap<>();
        while (!ready.isEmpty()) {
            Function callee = ready.remove();
            int size = found.getOrDefault(callee, 0);
            sizes.put(callee, size);
            for (Function caller : callers.getOrDefault(callee, List.of())) {
                found.merge(caller, size, (a, b) -> Math.min(a + b, MAX_NODES + 1));
                if (waitsFor.merge(caller, -1, Integer::sum) == 0) {
                    ready.add(caller);
                }
            }
        }
        return sizes;
    }

    /**
     * The operator sets that a graph must import for the body of a function, and does not yet.
     *
     * @param imported what it imports
     * @throws UnworkableModelException if an operator means something else in the function than it would in the graph
     */
    Map<String, Long> missingOpsets(Function function, Map<String, Long> imported) {
        Map<String, Long> missing = new HashMap<>();
        nodes(function.toGraph()).forEach(node -> {
            String domain = node.op().domain();
            Long inside = function.opsets().get(domain);
            Long outside = imported.get(domain);
            boolean call = find(node) != null;
            if (inside == null && !call) {
                throw new UnworkableModelException("it imports no version of the operator set of " + node.op());
            } else if (outside == null && inside != null) {
                missing.put(domain, inside);
            } else if (inside != null && outside != null && !call && !meansTheSame(node, inside, outside)) {
                throw new UnworkableModelException(
                        node.op() + " of opset " + inside + " is another one than that of opset " + outside);
            }
        });
        return missing;
    }

    private static boolean meansTheSame(Node node, long inside, long outside) {
        if (inside == outside) {
            return true;
        }
        OperatorSchema one = OperatorTable.standard().find(node.op(), inside);
        OperatorSchema other = OperatorTable.standard().find(node.op(), outside);
        return one != null && other != null && one.since() == other.since();
    }
}
