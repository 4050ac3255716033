package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;
import org.onnxnet.graph.ValueType;

/** One node with inputs of given types and contents, to ask rules about. */
final class NodeCase implements NodeScope {
    private final OpId op;
    private final long opset;
    private final List<String> inputs = new ArrayList<>();
    private final List<Attribute> attributes = new ArrayList<>();
    private final Map<String, ValueType> types = new HashMap<>();
    private final Map<String, Content> contents = new HashMap<>();
    private final Map<String, Tensor> constants = new HashMap<>();
    private int outputs = 1;

    private NodeCase(OpId op, long opset) {
        this.op = op;
        this.opset = opset;
    }

    static NodeCase of(String type, long opset) {
        return new NodeCase(OpId.of(type), opset);
    }

    static NodeCase ml(String type, long opset) {
        return new NodeCase(new OpId("ai.onnx.ml", type), opset);
    }

    /** A node of an operator that ONNX Runtime adds to the standard ones. */
    static NodeCase contributed(String type) {
        return new NodeCase(new OpId("com.microsoft", type), 1);
    }

    static NodeCase of(OpId op, long opset) {
        return new NodeCase(op, opset);
    }

    /** An input with dimensions as {@code "2 n ?"}: numbers, names and unknown ones; the empty text is a scalar. */
    NodeCase input(ElementType type, String dims) {
        return input(ValueType.tensor(type, shape(dims)));
    }

    NodeCase floats(String dims) {
        return input(ElementType.FLOAT, dims);
    }

    NodeCase halves(String dims) {
        return input(ElementType.FLOAT16, dims);
    }

    /** A tensor input of unknown rank. */
    NodeCase unranked(ElementType type) {
        return input(ValueType.tensor(type, (Shape) null));
    }

    NodeCase input(ValueType type) {
        types.put(next(), type);
        return this;
    }

    /** An input of which nothing is known. */
    NodeCase unknown() {
        next();
        return this;
    }

    NodeCase omitted() {
        inputs.add("");
        return this;
    }

    NodeCase longs(long... elements) {
        return constant(Tensor.ofLongs("", elements));
    }

    NodeCase scalar(long element) {
        return constant(Tensor.ofLongs("", Shape.SCALAR, element));
    }

    NodeCase constant(Tensor tensor) {
        String name = next();
        types.put(name, tensor.type());
        contents.put(name, SymbolicTensor.of(tensor));
        constants.put(name, tensor);
        return this;
    }

    /** A vector of dimensions as {@code "2 n ?"}. */
    NodeCase dims(String dims) {
        List<Element> elements = shape(dims).dims().stream().map(Element::of).toList();
        String name = next();
        types.put(name, ValueType.tensor(ElementType.INT64, elements.size()));
        contents.put(name, SymbolicTensor.vector(ElementType.INT64, elements));
        return this;
    }

    NodeCase given(KnownValue value) {
        String name = next();
        types.put(name, value.type());
        contents.put(name, value.content());
        return this;
    }

    /** A sequence of FLOAT tensors with these dimensions. */
    NodeCase sequence(String... elements) {
        List<KnownValue> known = Stream.of(elements)
                .map(dims -> new KnownValue(ValueType.tensor(ElementType.FLOAT, shape(dims)), null))
                .toList();
        SequenceContent content = new SequenceContent(known);
        ValueType element = known.isEmpty() ? ValueType.tensor(ElementType.FLOAT, (Shape) null) : content.elementType();
        return given(new KnownValue(new ValueType.OfSequence(element), content));
    }

    /** Strings, row-major. */
    NodeCase texts(Shape shape, String... texts) {
        return constant(new Tensor(
                "",
                ElementType.STRING,
                shape,
                new TensorData.Strings(Stream.of(texts).map(Bytes::utf8).toList())));
    }

    NodeCase texts(String... texts) {
        return texts(Shape.of(texts.length), texts);
    }

    NodeCase with(Attribute... more) {
        attributes.addAll(List.of(more));
        return this;
    }

    NodeCase outputs(int count) {
        outputs = count;
        return this;
    }

    private String next() {
        String name = "input" + inputs.size();
        inputs.add(name);
        return name;
    }

    static Shape shape(String dims) {
        List<Dim> parsed = new ArrayList<>();
        for (String dim : dims.isEmpty() ? new String[0] : dims.split(" ")) {
            parsed.add(
                    dim.equals("?") ? Dim.UNKNOWN : dim.matches("-?\\d+") ? Dim.of(Long.parseLong(dim)) : Dim.of(dim));
        }
        return new Shape(parsed);
    }

    private Node node() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            names.add("output" + i);
        }
        return new Node("", op, inputs, names, attributes);
    }

    NodeTypes infer() {
        return ShapeInference.standard().inferNode(node(), this);
    }

    NodeTypes inferPlainly() {
        return ShapeInference.withoutValuePropagation().inferNode(node(), this);
    }

    /** The types of the outputs as texts such as {@code FLOAT[2xnx?]}; "?" for an unknown one. */
    List<String> types() {
        return texts(infer());
    }

    /** The same without following values. */
    List<String> plainTypes() {
        return texts(inferPlainly());
    }

    String problem() {
        List<ShapeProblem> problems = infer().problems();
        return problems.isEmpty() ? "" : problems.get(0).message();
    }

    private static List<String> texts(NodeTypes found) {
        List<String> texts = new ArrayList<>();
        for (int slot = 0; slot < found.size(); slot++) {
            ValueType type = found.type(slot);
            texts.add(type == null ? "?" : type.toString());
        }
        return texts;
    }

    @Override
    public ValueType type(String value) {
        return types.get(value);
    }

    @Override
    public SymbolicTensor value(String value) {
        return content(value) instanceof SymbolicTensor tensor ? tensor : null;
    }

    @Override
    public Content content(String value) {
        return contents.get(value);
    }

    @Override
    public Tensor constant(String value) {
        return constants.get(value);
    }

    @Override
    public long opset(String domain) {
        return domain.equals(op.domain()) ? opset : 1;
    }
}
