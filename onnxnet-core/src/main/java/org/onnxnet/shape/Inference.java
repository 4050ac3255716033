package org.onnxnet.shape;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.SparseTensor;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.schema.OperatorSchema;
import org.onnxnet.schema.OperatorTable;

/** One run of shape inference: walks graphs in execution order, asks the rules, and merges what they say with declarations. */
final class Inference {
    /** More than programs write; deeper graphs would run out of stack. */
    private static final int MAX_DEPTH = 200;

    private final boolean followsValues;
    private final java.util.function.Function<Node, @Nullable Function> functions;
    private final IdentityHashMap<Graph, Scope> scopes = new IdentityHashMap<>();
    private final Set<ShapeProblem> problems = new LinkedHashSet<>();
    private final Deque<Function> calls = new ArrayDeque<>();

    /** Nodes that may still be inferred repeatedly: loops in loops and calls in calls must not take time without bound. */
    private int repeats = 50_000;

    private int depth;

    Inference(boolean followsValues, java.util.function.Function<Node, @Nullable Function> functions) {
        this.followsValues = followsValues;
        this.functions = functions;
    }

    boolean followsValues() {
        return followsValues;
    }

    @Nullable
    Function function(Node node) {
        return functions.apply(node);
    }

    @Nullable
    Scope scope(Graph graph) {
        return scopes.get(graph);
    }

    void problem(ShapeProblem problem) {
        synchronized (problems) {
            problems.add(problem);
        }
    }

    void problem(Node node, String message) {
        problem(new ShapeProblem("node " + node, message));
    }

    /** Takes some nodes from what may be inferred repeatedly; false where too little is left. */
    boolean spend(int nodes) {
        if (nodes > repeats) {
            return false;
        }
        repeats -= nodes;
        return true;
    }

    List<ShapeProblem> problems() {
        synchronized (problems) {
            return List.copyOf(problems);
        }
    }

    // ---- graphs

    /** Infers the main graph; initializers that an input can override are constants only if {@code fixedInitializers}. */
    Scope inferMain(Graph graph, Map<String, Long> opsets, Map<String, Tensor> inputs, boolean fixedInitializers) {
        Scope scope = new Scope(this, graph, null, opsets);
        declare(graph, scope);
        inputs.forEach((name, tensor) -> {
            setType(scope, name, tensor.type(), graph.declaredType(name));
            scope.setConstant(name, tensor);
        });
        addInitializers(graph, scope, fixedInitializers, inputs.keySet());
        inferNodes(graph, scope);
        return scope;
    }

    BodyTypes inferBody(Graph body, NodeScope outer, List<KnownValue> inputs) {
        if (depth >= MAX_DEPTH) {
            throw new CannotInferException("graphs nest deeper than " + MAX_DEPTH);
        }
        depth++;
        try {
            return inferNested(body, outer, inputs);
        } finally {
            depth--;
        }
    }

    private BodyTypes inferNested(Graph body, NodeScope outer, List<KnownValue> inputs) {
        Scope scope = new Scope(this, body, outer, Map.of());
        declare(body, scope);
        for (int i = 0; i < body.inputs().size(); i++) {
            Value input = body.inputs().get(i);
            KnownValue given = i < inputs.size() ? inputs.get(i) : KnownValue.NOTHING;
            setType(scope, input.name(), given.type(), input.type());
            if (given.content() != null && followsValues) {
                scope.setContent(input.name(), given.content());
            }
        }
        addInitializers(body, scope, false, Set.of());
        inferNodes(body, scope);
        return new BodyTypes(body, scope);
    }

    private static void declare(Graph graph, Scope scope) {
        for (List<Value> declarations : List.of(graph.valueInfo(), graph.outputs(), graph.inputs())) {
            for (Value value : declarations) {
                ValueType declared = TypeMerge.merge(value.type(), scope.types().get(value.name()));
                if (declared != null) {
                    scope.setType(value.name(), declared);
                }
            }
        }
    }

    private void addInitializers(Graph graph, Scope scope, boolean fixed, Collection<String> overridden) {
        for (Tensor tensor : graph.initializers()) {
            boolean isInput = graph.isInput(tensor.name());
            if (overridden.contains(tensor.name())) {
                continue;
            }
            Value declared = graph.input(tensor.name());
            setType(scope, tensor.name(), declared == null ? tensor.type() : declared.type(), tensor.type());
            if (!isInput || fixed || !followsValues) {
                scope.setConstant(tensor.name(), tensor);
            }
        }
        for (SparseTensor tensor : graph.sparseInitializers()) {
            scope.setType(
                    tensor.name(), new ValueType.OfSparseTensor(tensor.values().elementType(), tensor.shape()));
        }
    }

    private void setType(Scope scope, String name, @Nullable ValueType preferred, @Nullable ValueType other) {
        if (TypeMerge.contradict(preferred, other)) {
            problem(new ShapeProblem("value '" + name + "'", "is declared as " + other + ", found " + preferred));
        }
        ValueType type = TypeMerge.merge(preferred, other);
        if (type != null) {
            scope.setType(name, type);
        }
    }

    private void inferNodes(Graph graph, Scope scope) {
        scopes.put(graph, scope);
        for (Node node : followsValues ? ExecutionOrder.of(graph) : graph.nodes()) {
            assign(inferNode(node, scope), scope);
        }
    }

    // ---- nodes

    /** Runs the rule of a node; outputs stay unknown where it has none or fails. */
    NodeContext inferNode(Node node, NodeScope scope) {
        OpId op = node.op();
        long opset = scope.opset(op.domain());
        OperatorSchema schema = OperatorTable.standard().find(op, opset);
        NodeContext context = new NodeContext(this, scope, node, schema, opset);
        Function function = function(node);
        boolean called = function != null && (followsValues || schema == null);
        ShapeRule rule = called && function != null
                ? call -> inferCall(call, function)
                : RuleSet.standard().find(op, opset);
        boolean gap =
                !followsValues && schema != null && (!schema.isStandard() || ReferenceGaps.contain(op, schema.since()));
        if (rule == null || gap) {
            return context;
        }
        try {
            rule.infer(context);
        } catch (ArithmeticException e) {
            context.clearOutputs();
            problem(node, "has extents or attributes too large to compute with");
        } catch (RuntimeException e) {
            // A damaged node must not keep the rest of the model from being inferred, so whatever a rule runs into is
            // reported.
            context.clearOutputs();
            String message =
                    e instanceof CannotInferException ? String.valueOf(e.getMessage()) : "cannot be inferred: " + e;
            problem(node, message);
        }
        for (int slot = 0; slot < context.outputCount(); slot++) {
            context.setType(slot, NegativeDims.removed(context.outputType(slot)));
        }
        return context;
    }

    private void assign(NodeContext found, Scope scope) {
        Node node = found.node();
        for (int slot = 0; slot < node.outputs().size(); slot++) {
            String name = node.output(slot);
            ValueType inferred = found.outputType(slot);
            if (name.isEmpty() || inferred == null) {
                continue;
            }
            ValueType declared = scope.types().get(name);
            boolean contradiction = TypeMerge.contradict(inferred, declared);
            if (contradiction) {
                problem(node, "value '" + name + "' is declared as " + declared + ", inferred " + inferred);
            }
            ValueType merged = contradiction && !followsValues ? declared : TypeMerge.merge(inferred, declared);
            if (merged != null) {
                scope.setType(name, merged);
            }
            Tensor constant = found.outputConstant(slot);
            Content content = constant != null ? null : found.outputContent(slot);
            if (constant != null) {
                scope.setConstant(name, constant);
            } else if (content != null) {
                scope.setContent(name, content);
            }
        }
    }

    // ---- functions

    private void inferCall(NodeContext call, Function function) {
        if (calls.contains(function)) {
            throw new CannotInferException("function " + function.id() + " calls itself");
        }
        if (!spend(1 + function.nodes().size())) {
            throw new CannotInferException("the functions called so far have too many nodes to go into one more");
        }
        calls.push(function);
        try {
            Scope scope = new Scope(this, null, null, function.opsets());
            for (int i = 0; i < function.inputs().size(); i++) {
                ValueType type = call.inputType(i);
                Content content = call.content(i);
                if (type != null) {
                    scope.setType(function.inputs().get(i), type);
                }
                if (content != null) {
                    scope.setContent(function.inputs().get(i), content);
                }
            }
            for (Node node : function.toGraph(call.node()).nodes()) {
                assign(inferNode(node, scope), scope);
            }
            for (int i = 0; i < function.outputs().size(); i++) {
                String output = function.outputs().get(i);
                call.set(i, new KnownValue(scope.type(output), scope.content(output)));
            }
        } finally {
            calls.pop();
        }
    }
}
