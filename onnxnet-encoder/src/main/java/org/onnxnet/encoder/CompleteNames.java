package org.onnxnet.encoder;

import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.onnxnet.analysis.CanonicalGraph;
import org.onnxnet.analysis.CanonicalGraph.Argument;
import org.onnxnet.analysis.CanonicalGraph.Defined;
import org.onnxnet.analysis.CanonicalGraph.Given;
import org.onnxnet.analysis.CanonicalGraph.Operand;
import org.onnxnet.analysis.CanonicalGraph.Result;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.ValueType;

/**
 * Names values in the order in which they are written: {@code Value1}, {@code Out}, {@code In1}, {@code Param1},
 * {@code Arg1}. What the network is given has no name but its type where that is enough: where it is read once and is no
 * data input beside another.
 */
final class CompleteNames {
    private final CanonicalGraph graph;
    private final boolean typesShow;
    private final BiFunction<Graph, String, @Nullable ValueType> types;
    private final BiFunction<Graph, String, @Nullable ValueType> outputTypes;

    private final @Nullable String[] values;
    private final int[] outputs;
    private final @Nullable String[] given;
    private final boolean severalData;
    private int nextValue = 1;
    private int nextParameter = 1;
    private int nextArgument = 1;

    /**
     * @param types of values that are no outputs of the network
     * @param outputTypes what a decoder finds of the types of outputs
     * @param named the outputs that have names of their own
     */
    private CompleteNames(
            CanonicalGraph graph,
            boolean typesShow,
            BiFunction<Graph, String, @Nullable ValueType> types,
            BiFunction<Graph, String, @Nullable ValueType> outputTypes,
            List<Result> named) {
        this.graph = graph;
        this.typesShow = typesShow;
        this.types = types;
        this.outputTypes = outputTypes;
        this.values = new String[graph.values().size()];
        this.outputs = new int[values.length];
        this.given = new String[graph.given().size()];
        this.severalData = graph.given().stream().filter(Given::isData).count() > 1;
        for (int i = named.size() - 1; i >= 0; i--) {
            if (named.get(i).operand() instanceof Operand.OfValue value) {
                outputs[value.index()] = i + 1;
            }
        }
    }

    /** Names with {@code Out} for outputs of the network. */
    static CompleteNames withOutputs(Model model, CanonicalGraph graph, boolean typesShow) {
        // A text does not tell all that a file declares of values, so the types of outputs are those without it.
        WrittenTypes undeclared = WrittenTypes.ofUndeclared(model, graph);
        Graph main = model.graph();
        WrittenTypes types = WrittenTypes.mayAdd(main.valueInfo(), value -> undeclared.type(main, value))
                ? WrittenTypes.of(model, graph)
                : undeclared;
        return new CompleteNames(
                graph, typesShow, types::type, undeclared::type, graph.main().results());
    }

    /** Names that tell outputs of the network from other values by nothing. */
    static CompleteNames withoutOutputs(
            CanonicalGraph graph, boolean typesShow, BiFunction<Graph, String, @Nullable ValueType> types) {
        return new CompleteNames(graph, typesShow, types, types, List.of());
    }

    /** What a node output is called from here on, with its type if that is to show and is known. */
    String define(int value) {
        Defined defined = graph.values().get(value);
        if (outputs[value] > 0) {
            String name = output(outputs[value] - 1);
            values[value] = name;
            return name + outputType(outputs[value] - 1);
        }
        String name = "Value" + nextValue++;
        values[value] = name;
        ValueType type = inferred(defined, types);
        return type == null ? name : typed(name, type);
    }

    /** What an argument of a body is called from here on, with its type if that is to show and is declared. */
    String define(Argument argument) {
        String name = "Arg" + nextArgument++;
        values[argument.value()] = name;
        return argument.type() == null ? name : typed(name, argument.type());
    }

    /** The name of a value that has been written. */
    String value(int value) {
        return Objects.requireNonNull(values[value], "a value is read before it is written");
    }

    /** Whether something given is written by its type alone. */
    boolean isNameless(int index) {
        Given source = graph.given().get(index);
        return source.reads() == 1 && !(source.isData() && severalData);
    }

    /** How something given is written where it is read next. */
    String given(int index) {
        Given source = graph.given().get(index);
        String type = Literals.of(source.type());
        if (given[index] != null) {
            return given[index];
        }
        if (isNameless(index)) {
            return type;
        }
        String name = source.isData() ? "In" + source.dataNumber() : "Param" + nextParameter++;
        given[index] = name;
        return name + ":" + type;
    }

    /** Whether an output of the main graph is written where a node writes its value. */
    boolean isWritten(int output) {
        return graph.main().results().get(output).operand() instanceof Operand.OfValue value
                && outputs[value.index()] == output + 1;
    }

    /** The name of an output of the main graph. */
    String output(int output) {
        return graph.main().results().size() == 1 ? "Out" : "Out" + (output + 1);
    }

    /** What follows the name of an output of the main graph: its declared type where that is not the inferred one. */
    String outputType(int output) {
        Result result = graph.main().results().get(output);
        return typesShow && !Objects.equals(result.type(), inferred(result.operand()))
                ? ":" + Literals.of(result.type())
                : "";
    }

    private @Nullable ValueType inferred(Operand operand) {
        if (operand instanceof Operand.OfValue value) {
            return inferred(graph.values().get(value.index()), outputTypes);
        }
        if (operand instanceof Operand.OfGiven source) {
            return graph.given().get(source.index()).type();
        }
        return operand instanceof Operand.Constant constant ? constant.tensor().type() : null;
    }

    private static @Nullable ValueType inferred(Defined defined, BiFunction<Graph, String, @Nullable ValueType> types) {
        return defined.scope() == null ? null : types.apply(defined.scope(), defined.name());
    }

    private String typed(String name, ValueType type) {
        return typesShow ? name + ":" + Literals.of(type) : name;
    }
}
