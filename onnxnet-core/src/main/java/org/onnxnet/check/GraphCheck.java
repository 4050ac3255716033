package org.onnxnet.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.SparseTensor;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TopologicalOrder;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

/** Checks a graph and everything inside it. Subgraphs wait in a queue, so their depth does not matter. */
final class GraphCheck {
    /** Before it, every initializer had to be a graph input too. */
    private static final long FIRST_IR_WITH_FREE_INITIALIZERS = 4;

    private final Context context;
    private final Deque<Body> waiting = new ArrayDeque<>();

    /** A subgraph, checked once all values of the graphs around it are known. */
    private record Body(Graph graph, Scope outer, int owner, String where) {}

    GraphCheck(Context context) {
        this.context = context;
    }

    void check(Graph main) {
        checkGraph(main, new Scope(null, Scope.BEFORE_ALL), "");
        checkWaiting();
    }

    /** Checks the body of a function, given as a graph, whose values have no declared types. */
    void checkFunction(Graph body, String prefix) {
        checkGraph(body, new Scope(null, Scope.BEFORE_ALL), prefix);
        checkWaiting();
    }

    private void checkWaiting() {
        for (Body body = waiting.poll(); body != null; body = waiting.poll()) {
            checkGraph(body.graph(), new Scope(body.outer(), body.owner()), body.where());
        }
    }

    private void checkGraph(Graph graph, Scope scope, String prefix) {
        String where = prefix.isEmpty() ? "graph" : prefix.substring(0, prefix.length() - ": ".length());
        if (graph.name().isEmpty()) {
            context.report().warning(where, "has no name, which the standard wants");
        }
        defineInputs(graph, scope, prefix, where);
        defineInitializers(graph, scope, prefix, where);
        List<Node> nodes = graph.nodes();
        for (int place = 0; place < nodes.size(); place++) {
            defineOutputs(nodes.get(place), place, scope, prefix);
        }
        declareTypes(graph.valueInfo(), scope);
        List<Node> cycle = TopologicalOrder.cycle(graph);
        if (!cycle.isEmpty()) {
            context.report()
                    .error(
                            where,
                            "has nodes that read each other's results in a circle: " + TopologicalOrder.describe(cycle)
                                    + "; remove one of these edges");
        }
        NodeCheck nodeCheck = new NodeCheck(context, scope);
        Unsorted unsorted = new Unsorted();
        for (int place = 0; place < nodes.size(); place++) {
            Node node = nodes.get(place);
            String nodeWhere = prefix + Places.node(node, place);
            checkReads(node, place, scope, nodeWhere, unsorted);
            nodeCheck.check(node, nodeWhere);
            enqueueBodies(node, place, scope, prefix);
        }
        if (cycle.isEmpty()) {
            unsorted.report(context.report(), where);
        }
        checkOutputs(graph, scope, prefix, where);
    }

    /** Nodes that stand before what they read, told as one problem: a reversed file would give thousands. */
    private static final class Unsorted {
        private int count;
        private String first = "";

        void add(String where, String value) {
            if (count++ == 0) {
                first = where + " reads '" + value + "'";
            }
        }

        void report(Report report, String where) {
            if (count > 0) {
                report.warning(
                        where,
                        "has nodes that stand before what they read (" + count + " reads, the first: " + first
                                + "), wanted a topological order; sort them");
            }
        }
    }

    private void defineInputs(Graph graph, Scope scope, String prefix, String where) {
        for (Value input : graph.inputs()) {
            if (input.name().isEmpty()) {
                context.report().warning(where, "has an input without a name");
            } else if (!scope.define(input.name(), Scope.BEFORE_ALL)) {
                duplicate(input.name(), "input", where);
            }
            if (prefix.isEmpty()) {
                checkDeclaration(input, "input", where);
            }
            declareTypes(List.of(input), scope);
        }
    }

    private void defineInitializers(Graph graph, Scope scope, String prefix, String where) {
        Set<String> seen = new HashSet<>();
        for (Tensor tensor : graph.initializers()) {
            String name = tensor.name();
            if (tensor.elementType() == ElementType.UNDEFINED) {
                context.report().warning(where, "initializer '" + name + "' has no element type");
            }
            if (defineInitializer(name, graph, scope, seen, where)) {
                String type = TypeNames.of(tensor.type());
                String declared = scope.typeOf(name);
                if (type != null && declared != null && !declared.equals(type)) {
                    context.report()
                            .warning(
                                    where,
                                    "initializer '" + name + "' has type " + type + ", but the input of that name "
                                            + declared);
                } else if (type != null) {
                    scope.type(name, type);
                }
                if (context.model().irVersion() < FIRST_IR_WITH_FREE_INITIALIZERS
                        && prefix.isEmpty()
                        && !graph.isInput(name)) {
                    context.report()
                            .warning(
                                    where,
                                    "initializer '" + name
                                            + "' is no graph input, which it must be before ir_version 4,"
                                            + " found " + context.model().irVersion()
                                            + "; add the input or raise the version");
                }
            }
        }
        for (SparseTensor tensor : graph.sparseInitializers()) {
            defineInitializer(tensor.name(), graph, scope, seen, where);
        }
    }

    private boolean defineInitializer(String name, Graph graph, Scope scope, Set<String> seen, String where) {
        if (name.isEmpty()) {
            context.report().warning(where, "has an initializer without a name, which nothing can read");
            return false;
        }
        if (!seen.add(name)) {
            duplicate(name, "initializer", where);
            return false;
        }
        // An input of the same name makes it a default that a run may override.
        return scope.define(name, Scope.BEFORE_ALL) || graph.isInput(name);
    }

    private void defineOutputs(Node node, int place, Scope scope, String prefix) {
        for (String output : node.outputs()) {
            if (output.isEmpty()) {
                continue;
            }
            String where = prefix + Places.node(node, place);
            if (!scope.define(output, place)) {
                context.report()
                        .error(
                                where,
                                "defines value '" + output + "', which is defined already; each value needs a name"
                                        + " of its own");
            } else if (scope.isDefinedOutside(output)) {
                context.report()
                        .warning(
                                where,
                                "defines value '" + output + "', which a graph around it has defined too; rename it");
            }
        }
    }

    private void duplicate(String name, String role, String where) {
        context.report().error(where, "defines " + role + " '" + name + "' twice; each value needs a name of its own");
    }

    private static void declareTypes(List<Value> values, Scope scope) {
        for (Value value : values) {
            String type = TypeNames.of(value.type());
            if (type != null && scope.definesItself(value.name())) {
                scope.type(value.name(), type);
            }
        }
    }

    private void checkReads(Node node, int place, Scope scope, String where, Unsorted unsorted) {
        for (int slot = 0; slot < node.inputs().size(); slot++) {
            String input = node.input(slot);
            if (input.isEmpty()) {
                continue;
            }
            switch (scope.find(input, place)) {
                case MISSING ->
                    context.report()
                            .error(
                                    where,
                                    "reads '" + input + "' in slot " + slot
                                            + ", which nothing defines; wanted an input,"
                                            + " an initializer or the output of a node");
                case LATER -> unsorted.add(where, input);
                case DEFINED -> {}
            }
        }
    }

    private void enqueueBodies(Node node, int place, Scope scope, String prefix) {
        for (Attribute attribute : node.attributes()) {
            String where = Places.shortened(prefix) + Places.node(node, place) + ", " + attribute.name() + ": ";
            if (attribute instanceof Attribute.OfGraph body) {
                waiting.add(new Body(body.value(), scope, place, where));
            } else if (attribute instanceof Attribute.OfGraphs bodies) {
                bodies.value().forEach(body -> waiting.add(new Body(body, scope, place, where)));
            }
        }
    }

    private void checkOutputs(Graph graph, Scope scope, String prefix, String where) {
        int end = graph.nodes().size();
        for (Value output : graph.outputs()) {
            String name = output.name();
            if (name.isEmpty()) {
                context.report().warning(where, "has an output without a name");
                continue;
            }
            if (scope.find(name, end) == Scope.Lookup.MISSING) {
                context.report()
                        .error(where, "has the output '" + name + "', which nothing defines; wanted one of its values");
            } else if (!scope.definesItself(name)) {
                context.report()
                        .warning(
                                where,
                                "has the output '" + name + "', which only a graph around it defines; put an Identity"
                                        + " between");
            }
            if (prefix.isEmpty()) {
                checkDeclaration(output, "output", where);
            }
            checkDeclaredType(output, scope, where);
        }
    }

    private void checkDeclaration(Value value, String role, String where) {
        if (value.type() == null) {
            context.report().warning(where, role + " '" + value.name() + "' has no type, which the standard wants");
        } else if (value.type() instanceof ValueType.OfTensor tensor && tensor.shape() == null) {
            context.report().warning(where, role + " '" + value.name() + "' has no shape, which the standard wants");
        }
    }

    private void checkDeclaredType(Value output, Scope scope, String where) {
        @Nullable String declared = TypeNames.of(output.type());
        @Nullable String found = scope.typeOf(output.name());
        if (declared != null && found != null && !declared.equals(found)) {
            context.report()
                    .warning(
                            where,
                            "declares output '" + output.name() + "' as " + declared + ", but it is " + found
                                    + "; correct the declaration");
        }
    }
}
