package org.onnxnet.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.onnxnet.analysis.CanonicalGraph.Argument;
import org.onnxnet.analysis.CanonicalGraph.Block;
import org.onnxnet.analysis.CanonicalGraph.Defined;
import org.onnxnet.analysis.CanonicalGraph.Definition;
import org.onnxnet.analysis.CanonicalGraph.Operand;
import org.onnxnet.analysis.CanonicalGraph.Result;
import org.onnxnet.analysis.CanonicalGraph.Step;
import org.onnxnet.analysis.GivenValues.Source;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ConstantNode;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.SparseTensor;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.schema.OperatorSchema;
import org.onnxnet.schema.OperatorTable;

/** Makes the {@link CanonicalGraph} of a model, walking its nodes in canonical order. For single use. */
final class CanonicalBuilder {
    private final Model model;
    private final Map<FunctionKey, Function> functions = new HashMap<>();
    private final TreeSet<FunctionKey> called = new TreeSet<>();
    private final GivenValues given = new GivenValues();
    private final List<DefinedValue> values = new ArrayList<>();

    private record FunctionKey(OpId id, String overload) implements Comparable<FunctionKey> {
        @Override
        public int compareTo(FunctionKey other) {
            return Comparator.comparing((FunctionKey key) -> key.id.domain())
                    .thenComparing(key -> key.id.type())
                    .thenComparing(FunctionKey::overload)
                    .compare(this, other);
        }
    }

    /** An output of a node or an argument. */
    private static final class DefinedValue {
        final int index;
        final String name;
        final @Nullable Graph scope;
        int reads;

        DefinedValue(int index, String name, @Nullable Graph scope) {
            this.index = index;
            this.name = name;
            this.scope = scope;
        }
    }

    /**
     * What a name stands for: something given, something defined, or both where what is defined has the elements of what is
     * given in another shape or order.
     */
    private record Meaning(
            @Nullable Source source, @Nullable DefinedValue value) {
        boolean isComputed() {
            return source == null;
        }
    }

    /** Where nodes stand: what names mean there, and which operator sets hold. */
    private final class Scope {
        final @Nullable Scope outer;
        final @Nullable Graph graph;
        final OpsetNeeds opsets;
        final Map<String, Meaning> names = new HashMap<>();

        Scope(@Nullable Scope outer, @Nullable Graph graph, OpsetNeeds opsets) {
            this.outer = outer;
            this.graph = graph;
            this.opsets = opsets;
        }

        boolean isFunction() {
            return graph == null;
        }

        /** @param reader what reads it, for the error; not a text, which would be made in vain for each of many inputs */
        Meaning meaning(String name, Object reader) {
            for (Scope at = this; at != null; at = at.outer) {
                Meaning found = at.names.get(name);
                if (found != null) {
                    return found;
                }
            }
            throw new InvalidModelException(
                    "value '" + name + "', read by " + (reader instanceof Node ? "node " : "the outputs of ") + reader
                            + ", is not defined; wanted an input, an initializer or the output of a node");
        }

        int define(String name, @Nullable Source origin) {
            DefinedValue value = new DefinedValue(values.size(), name, graph);
            values.add(value);
            names.putIfAbsent(name, new Meaning(origin, value));
            return value.index;
        }

        void give(String name, Source source) {
            names.putIfAbsent(name, new Meaning(source, null));
        }

        void giveConstants(Graph owner) {
            for (Tensor tensor : owner.initializers()) {
                give(tensor.name(), Source.ofConstant(tensor));
            }
            for (SparseTensor sparse : owner.sparseInitializers()) {
                ValueType type = new ValueType.OfSparseTensor(sparse.values().elementType(), sparse.shape());
                give(sparse.name(), Source.ofWeight(sparse.name(), type));
            }
        }
    }

    CanonicalBuilder(Model model) {
        this.model = model;
        model.functions().forEach(f -> functions.putIfAbsent(new FunctionKey(f.id(), f.overload()), f));
    }

    CanonicalGraph build() {
        Graph graph = model.graph();
        Scope scope = new Scope(null, graph, new OpsetNeeds(model.opsets()));
        // An initializer that is an input too is a default, and what the network computes with unless told otherwise.
        scope.giveConstants(graph);
        for (int i = 0; i < graph.inputs().size(); i++) {
            Value input = graph.inputs().get(i);
            scope.give(input.name(), Source.ofInput(input.name(), input.type(), i));
        }
        Block main = block(graph, List.of(), CanonicalOrder.of(graph), scope);
        List<Definition> definitions = definitions();
        SymbolNames symbols = new SymbolNames();
        GivenValues.Resolved resolved = given.resolve(symbols);
        Block mapped = new BlockMapper(resolved.indices(), symbols).map(main);
        List<Defined> defined = values.stream()
                .map(value -> new Defined(value.name, value.scope, value.reads))
                .toList();
        return new CanonicalGraph(
                resolved.given(), defined, mapped, definitions, symbols.names(), scope.opsets.canonical());
    }

    private List<Definition> definitions() {
        Map<FunctionKey, Definition> done = new TreeMap<>();
        while (done.size() < called.size()) {
            for (FunctionKey key : List.copyOf(called)) {
                if (!done.containsKey(key)) {
                    done.put(key, definition(functions.get(key)));
                }
            }
        }
        return List.copyOf(done.values());
    }

    private Definition definition(@Nullable Function function) {
        if (function == null) {
            throw new IllegalStateException("a call was recorded of a function that the model does not have");
        }
        Scope scope = new Scope(null, null, new OpsetNeeds(function.opsets()));
        Graph body = function.toGraph();
        List<Argument> arguments = arguments(body, scope);
        Block block = block(body, arguments, CanonicalOrder.of(body), scope);
        return new Definition(
                function.id(),
                function.overload(),
                function.attributes().stream().sorted().toList(),
                function.defaults().stream()
                        .sorted(Comparator.comparing(Attribute::name))
                        .toList(),
                block,
                scope.opsets.canonical());
    }

    private List<Argument> arguments(Graph graph, Scope scope) {
        List<Argument> arguments = new ArrayList<>();
        for (Value input : graph.inputs()) {
            arguments.add(new Argument(scope.define(input.name(), null), input.type()));
        }
        return arguments;
    }

    private Block block(Graph graph, List<Argument> arguments, CanonicalOrder order, Scope scope) {
        List<Step> steps = new ArrayList<>();
        for (int index : order.indices()) {
            Node node = graph.nodes().get(index);
            Tensor constant = ConstantNode.tensor(node);
            if (constant != null) {
                String name = node.output(0);
                scope.give(name, Source.ofConstant(constant.withName(name)));
            } else {
                steps.add(step(node, index, order, scope));
            }
        }
        boolean isMain = scope.outer == null && !scope.isFunction();
        List<Result> results = new ArrayList<>();
        for (Value output : graph.outputs()) {
            Operand operand = result(scope.meaning(output.name(), graph), scope);
            results.add(new Result(operand, isMain ? output.type() : null));
        }
        return new Block(arguments, steps, results);
    }

    private Step step(Node node, int index, CanonicalOrder order, Scope scope) {
        FunctionKey key = new FunctionKey(node.op(), node.overload());
        Function function = functions.get(key);
        OperatorSchema schema = null;
        long meaning = 0;
        if (function != null) {
            called.add(key);
        } else {
            meaning = scope.opsets.use(node.op());
            schema = OperatorTable.standard()
                    .find(node.op(), scope.opsets.version(node.op().domain()));
        }
        List<@Nullable Meaning> read = new ArrayList<>();
        for (String input : node.inputs()) {
            read.add(input.isEmpty() ? null : scope.meaning(input, node));
        }
        List<Operand> operands = operands(node, read, scope);
        List<Attribute> attributes = CanonicalAttributes.of(node, schema, function, kernel(node, read));
        Map<String, List<Block>> bodies = new LinkedHashMap<>();
        Iterator<CanonicalOrder> orders = order.bodiesOf(index).iterator();
        for (Attribute attribute : attributes) {
            List<Graph> graphs = CanonicalOrder.bodies(attribute);
            if (!graphs.isEmpty()) {
                bodies.put(
                        attribute.name(),
                        graphs.stream().map(b -> body(b, orders.next(), scope)).toList());
            }
        }
        Meaning first = read.isEmpty() ? null : read.get(0);
        Source origin = OperatorKinds.isRelabelling(node) && first != null ? first.source : null;
        return new Step(node, index, meaning, operands, attributes, bodies, outputs(node, scope, origin));
    }

    private Block body(Graph body, CanonicalOrder order, Scope outer) {
        Scope scope = new Scope(outer, outer.isFunction() ? null : body, outer.opsets);
        scope.giveConstants(body);
        return block(body, arguments(body, scope), order, scope);
    }

    private static @Nullable Shape kernel(Node node, List<@Nullable Meaning> read) {
        int slot = SpatialAttributes.areOf(node) ? SpatialAttributes.kernelSlot(node) : -1;
        Meaning kernel = slot >= 0 && slot < read.size() ? read.get(slot) : null;
        return kernel != null
                        && kernel.value == null
                        && kernel.source != null
                        && kernel.source.type() instanceof ValueType.OfTensor tensor
                ? tensor.shape()
                : null;
    }

    private static List<Integer> outputs(Node node, Scope scope, @Nullable Source origin) {
        List<Integer> outputs = new ArrayList<>();
        for (String output : node.outputs()) {
            outputs.add(output.isEmpty() ? -1 : scope.define(output, origin));
        }
        while (!outputs.isEmpty() && outputs.get(outputs.size() - 1) == -1) {
            outputs.remove(outputs.size() - 1);
        }
        return outputs;
    }

    private List<Operand> operands(Node node, List<@Nullable Meaning> read, Scope scope) {
        List<Operand> operands = new ArrayList<>();
        boolean computes = read.stream().anyMatch(other -> other != null && other.isComputed());
        for (int slot = 0; slot < read.size(); slot++) {
            Meaning meaning = read.get(slot);
            if (meaning == null) {
                operands.add(Operand.ABSENT);
                continue;
            }
            Operand operand = operand(node, slot, meaning, scope);
            operands.add(operand);
            // A constant that stands in place is not given, whatever else reads it.
            if (meaning.source != null && !(operand instanceof Operand.Constant)) {
                markUse(meaning.source, node, slot, computes);
            }
        }
        while (!operands.isEmpty() && operands.get(operands.size() - 1) == Operand.ABSENT) {
            operands.remove(operands.size() - 1);
        }
        return operands;
    }

    private Operand operand(Node node, int slot, Meaning meaning, Scope scope) {
        Tensor constant = constant(meaning);
        return constant != null && (scope.isFunction() || ConstantRole.isStructure(node, slot, constant))
                ? new Operand.Constant(constant)
                : read(meaning);
    }

    private Operand result(Meaning meaning, Scope scope) {
        Tensor constant = constant(meaning);
        if (constant != null && (scope.isFunction() || ConstantRole.isStructure(constant))) {
            return new Operand.Constant(constant);
        }
        if (meaning.source != null) {
            meaning.source.markData();
        }
        return read(meaning);
    }

    private static @Nullable Tensor constant(Meaning meaning) {
        return meaning.value == null && meaning.source != null ? meaning.source.tensor() : null;
    }

    private Operand read(Meaning meaning) {
        if (meaning.value != null) {
            meaning.value.reads++;
            return new Operand.OfValue(meaning.value.index);
        }
        return new Operand.OfGiven(given.read(Objects.requireNonNull(meaning.source, "source")));
    }

    /**
     * What is given is data where it stands in no weight slot, is not only handed on, and is not combined with what the
     * network computes, as a bias or a factor is.
     *
     * @param computes whether the node reads anything that the network computes
     */
    private static void markUse(Source source, Node node, int slot, boolean computes) {
        if (ConstantRole.isWeightSlot(node, slot)) {
            return;
        }
        source.markAmbiguous();
        boolean isHandedOn = slot == 0 && OperatorKinds.isRelabelling(node);
        if (!isHandedOn && (!computes || SlotRole.of(node, slot) == SlotRole.DATA)) {
            source.markData();
        }
    }
}
