package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;

/**
 * One node in a made-up place: {@code Probe.of("Conv", 11).tensor("1x3x8x8").tensor("4x3x3x3").shape()}. Shapes are written
 * as they print: numbers, names and {@code ?} joined by {@code x}; the empty text is a scalar and {@code ...} an unknown
 * rank.
 */
final class Probe {
    private final String type;
    private final long opset;
    private final List<String> inputs = new ArrayList<>();
    private final Map<String, ValueType> types = new HashMap<>();
    private final Map<String, SymbolicTensor> values = new HashMap<>();
    private List<Attribute> attributes = List.of();
    private int outputs = 1;
    private boolean standard = true;

    private Probe(String type, long opset) {
        this.type = type;
        this.opset = opset;
    }

    static Probe of(String type, long opset) {
        return new Probe(type, opset);
    }

    /** Asks for what the reference implementation finds. */
    Probe plain() {
        standard = false;
        return this;
    }

    Probe with(Attribute... given) {
        attributes = List.of(given);
        return this;
    }

    Probe outputs(int count) {
        outputs = count;
        return this;
    }

    Probe tensor(String shape) {
        return tensor(ElementType.FLOAT, shape);
    }

    Probe tensor(ElementType elementType, String shape) {
        return add(ValueType.tensor(elementType, parse(shape)), null);
    }

    Probe type(ValueType given) {
        return add(given, null);
    }

    Probe missing() {
        inputs.add("");
        return this;
    }

    /** An INT64 constant of rank 1. */
    Probe longs(long... numbers) {
        return constant(Tensor.ofLongs("", numbers));
    }

    Probe scalar(long number) {
        return constant(Tensor.ofLongs("", Shape.SCALAR, number));
    }

    Probe constant(Tensor tensor) {
        return add(tensor.type(), SymbolicTensor.of(tensor));
    }

    /** An INT64 vector of numbers, names, expressions and {@code ?}, separated by blanks. */
    Probe symbols(String elements) {
        List<Element> list =
                Stream.of(elements.split(" ")).map(e -> Element.of(dim(e))).toList();
        SymbolicTensor value = SymbolicTensor.vector(ElementType.INT64, list);
        return add(ValueType.tensor(value.elementType(), value.shape()), value);
    }

    private Probe add(ValueType valueType, @Nullable SymbolicTensor value) {
        String name = "in" + inputs.size();
        inputs.add(name);
        types.put(name, valueType);
        if (value != null) {
            values.put(name, value);
        }
        return this;
    }

    NodeTypes infer() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            names.add("out" + i);
        }
        Node node = new Node("", OpId.of(type), inputs, names, attributes);
        ShapeInference inference = standard ? ShapeInference.standard() : ShapeInference.withoutValuePropagation();
        return inference.inferNode(node, new NodeScope() {
            @Override
            public @Nullable ValueType type(String value) {
                return types.get(value);
            }

            @Override
            public @Nullable SymbolicTensor value(String value) {
                return values.get(value);
            }

            @Override
            public long opset(String domain) {
                return opset;
            }
        });
    }

    /** The type of the first output as it prints; {@code null} where unknown. */
    String type() {
        return String.valueOf(infer().type(0));
    }

    /** The types of all outputs as they print. */
    List<String> types() {
        NodeTypes found = infer();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            all.add(String.valueOf(found.type(i)));
        }
        return all;
    }

    /** The shape of the first output as it prints, {@code ...} for an unknown rank, {@code null} for no type. */
    String shape() {
        return infer().type(0) instanceof ValueType.OfTensor tensor
                ? tensor.shape() == null ? "..." : tensor.shape().toString()
                : "null";
    }

    /** The content of the first output as it prints; {@code null} where unknown. */
    String value() {
        return String.valueOf(infer().value(0));
    }

    /** The first thing that is wrong; empty where nothing is. */
    String problem() {
        List<ShapeProblem> problems = infer().problems();
        return problems.isEmpty() ? "" : problems.get(0).message();
    }

    static @Nullable Shape parse(String text) {
        if (text.equals("...")) {
            return null;
        }
        return text.isEmpty()
                ? Shape.SCALAR
                : new Shape(Arrays.stream(text.split("x")).map(Probe::dim).toList());
    }

    private static Dim dim(String text) {
        return text.equals("?") ? Dim.UNKNOWN : text.matches("-?[0-9]+") ? Dim.of(Long.parseLong(text)) : Dim.of(text);
    }
}
