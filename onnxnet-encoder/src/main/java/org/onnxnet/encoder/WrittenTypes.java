package org.onnxnet.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onnxnet.analysis.CanonicalGraph;
import org.onnxnet.analysis.CanonicalGraph.Step;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.shape.InferredTypes;
import org.onnxnet.shape.ShapeInference;

/**
 * The inferred types of a model's values, with canonical names of dimensions. What the model declares of its outputs is
 * not looked at, so that one can tell whether it says more than can be inferred.
 */
final class WrittenTypes {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

    /** Functions in the expressions that inference makes of dimensions. */
    private static final Set<String> FUNCTIONS = Set.of("floordiv", "mod", "max", "min");

    private final Graph main;
    private final InferredTypes types;
    private final Set<String> symbols;

    private WrittenTypes(Graph main, InferredTypes types, Set<String> symbols) {
        this.main = main;
        this.types = types;
        this.symbols = symbols;
    }

    /** What follows from the inputs and operators alone: declared types of values are not looked at. */
    static WrittenTypes ofUndeclared(Model model, CanonicalGraph canonical) {
        Graph bare = model.graph().with(parts -> parts.valueInfo(List.of()));
        WrittenTypes types = of(model.withGraph(bare), canonical);
        return new WrittenTypes(model.graph(), types.types, types.symbols);
    }

    /**
     * Whether what a graph declares of its values can add to what follows without it: whether anything is left open.
     *
     * @param undeclared what follows without it
     */
    static boolean mayAdd(List<Value> declared, Function<String, @Nullable ValueType> undeclared) {
        return declared.stream()
                .anyMatch(value -> !(undeclared.apply(value.name()) instanceof ValueType.OfTensor tensor
                        && tensor.shape() != null
                        && tensor.shape().isStatic()));
    }

    static WrittenTypes of(Model model, CanonicalGraph canonical) {
        Map<String, String> names = canonical.symbols();
        // Before inference, because it sorts the terms of expressions by name.
        UnaryOperator<Dim> rename =
                dim -> dim instanceof Dim.Symbolic symbol ? Dim.of(names.getOrDefault(symbol.expression(), "")) : dim;
        Graph main = model.graph();
        Graph renamed = main.with(parts -> parts.nodes(asWritten(main, canonical))
                .inputs(main.inputs().stream()
                        // A default that may be overridden is written as what it is.
                        .filter(v -> main.initializer(v.name()) == null)
                        .map(v -> mapDims(v, rename))
                        .toList())
                .outputs(main.outputs().stream().map(v -> v.withType(null)).toList())
                .valueInfo(
                        main.valueInfo().stream().map(v -> mapDims(v, rename)).toList()));
        Model written = model.withGraph(renamed);
        for (Map.Entry<String, Long> opset : canonical.opsets().entrySet()) {
            written = written.withOpset(opset.getKey(), opset.getValue());
        }
        InferredTypes types = ShapeInference.standard().infer(written);
        return new WrittenTypes(main, types, Set.copyOf(names.values()));
    }

    /** The nodes with the attributes that a text tells: one that it leaves out can say more than none, as a {@code perm} does of a rank. */
    private static List<Node> asWritten(Graph main, CanonicalGraph canonical) {
        List<Node> nodes = new ArrayList<>(main.nodes());
        for (Step step : canonical.main().nodes()) {
            if (step.bodies().isEmpty()) {
                nodes.set(step.index(), step.node().withAttributes(step.attributes()));
            }
        }
        return nodes;
    }

    private static Value mapDims(Value value, UnaryOperator<Dim> change) {
        return value.type() == null ? value : value.withType(value.type().mapDims(change));
    }

    /** The type of a value of the main graph or of one inside it; null where it is unknown. */
    @Nullable
    ValueType type(Graph scope, String value) {
        @SuppressWarnings("ReferenceEquality") // Graphs inside are found by identity too.
        boolean isMain = scope == main;
        if (!isMain && !types.knows(scope)) {
            return null;
        }
        ValueType type = (isMain ? types : types.of(scope)).type(value);
        return type == null ? null : type.mapDims(this::keepCanonical);
    }

    /** Drops names of dimensions that only a graph inside declares. */
    private Dim keepCanonical(Dim dim) {
        return dim instanceof Dim.Symbolic symbol
                        && !WORD.matcher(symbol.expression())
                                .results()
                                .allMatch(word -> symbols.contains(word.group()) || FUNCTIONS.contains(word.group()))
                ? Dim.UNKNOWN
                : dim;
    }
}
