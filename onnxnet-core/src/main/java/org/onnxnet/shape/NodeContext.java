package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;
import org.onnxnet.schema.OperatorSchema;

/**
 * One node as a {@link ShapeRule} sees it: types and values of its inputs, attributes with the defaults of the operator's
 * definition, and slots for what is found. Only valid during one call of a rule.
 */
final class NodeContext {
    /** No program makes tensors of a higher rank; a chain of nodes that double it or hand it on would fill the memory. */
    private static final int MAX_RANK = 1024;

    private final Inference inference;
    private final NodeScope scope;
    private final Node node;
    private final @Nullable OperatorSchema schema;
    private final long opset;
    private final @Nullable ValueType[] types;
    private final @Nullable Content[] contents;
    private final @Nullable Tensor[] constants;

    NodeContext(Inference inference, NodeScope scope, Node node, @Nullable OperatorSchema schema, long opset) {
        this.inference = inference;
        this.scope = scope;
        this.node = node;
        this.schema = schema;
        this.opset = opset;
        this.types = new ValueType[node.outputs().size()];
        this.contents = new Content[node.outputs().size()];
        this.constants = new Tensor[node.outputs().size()];
    }

    Node node() {
        return node;
    }

    NodeScope scope() {
        return scope;
    }

    /** The version of the operator set of the node's domain. */
    long opset() {
        return opset;
    }

    /**
     * Whether rules may say all they know. If not, they say what the reference implementation says without data propagation:
     * values are those of constants, and what it leaves open stays open.
     */
    boolean followsValues() {
        return inference.followsValues();
    }

    // ---- inputs

    int inputCount() {
        return node.inputs().size();
    }

    boolean hasInput(int slot) {
        return node.hasInput(slot);
    }

    /** The type of an input; null where unknown or left out. */
    @Nullable
    ValueType inputType(int slot) {
        return node.hasInput(slot) ? scope.type(node.input(slot)) : null;
    }

    /** The element type of a tensor input; null where unknown or left out. */
    @Nullable
    ElementType elementType(int slot) {
        return inputType(slot) instanceof ValueType.OfTensor tensor && tensor.elementType() != ElementType.UNDEFINED
                ? tensor.elementType()
                : null;
    }

    /** The shape of a tensor input; null where not even the rank is known, or left out. */
    @Nullable
    Shape shape(int slot) {
        return inputType(slot) instanceof ValueType.OfTensor tensor ? tensor.shape() : null;
    }

    /** The shape of a tensor input, which must have {@code rank} dimensions if known. */
    @Nullable
    Shape shapeOfRank(int slot, int rank) {
        Shape shape = shape(slot);
        if (shape != null && shape.rank() != rank) {
            throw new CannotInferException(
                    "input " + slot + " has shape [" + shape + "], wanted " + rank + " dimensions");
        }
        return shape;
    }

    /** The content of a tensor input; null where unknown, large or left out. */
    @Nullable
    SymbolicTensor value(int slot) {
        return node.hasInput(slot) ? scope.value(node.input(slot)) : null;
    }

    /** The content of an input of any type; null where unknown, large or left out. */
    @Nullable
    Content content(int slot) {
        return node.hasInput(slot) ? scope.content(node.input(slot)) : null;
    }

    /** Type and content of an input. */
    KnownValue input(int slot) {
        return new KnownValue(inputType(slot), content(slot));
    }

    /** The tensor, however large, that an input always is; null where it is none. Nothing of it has been read yet. */
    @Nullable
    Tensor constant(int slot) {
        return node.hasInput(slot) ? scope.constant(node.input(slot)) : null;
    }

    /** The content of an integer input whose elements are all numbers; else null. */
    long @Nullable [] longs(int slot) {
        SymbolicTensor value = value(slot);
        return value != null && value.isKnown() && !value.elementType().isFloat() ? value.toLongs() : null;
    }

    /** The only element of an input that is one number; else null. */
    @Nullable
    Double number(int slot) {
        SymbolicTensor value = value(slot);
        return value == null || value.size() != 1 ? null : value.element(0).real();
    }

    // ---- attributes

    /** The attribute as the node has it, or the default of the operator's definition; null where there is neither. */
    @Nullable
    Attribute attribute(String name) {
        Attribute own = node.attribute(name);
        if (own != null || schema == null) {
            return own;
        }
        OperatorSchema.AttributeSchema formal = schema.attribute(name);
        return formal == null ? null : formal.fallback();
    }

    boolean hasAttribute(String name) {
        return node.attribute(name) != null;
    }

    long integer(String name, long absent) {
        return attribute(name) instanceof Attribute.OfInt found ? found.value() : absent;
    }

    float real(String name, float absent) {
        return attribute(name) instanceof Attribute.OfFloat found ? found.value() : absent;
    }

    String text(String name, String absent) {
        return attribute(name) instanceof Attribute.OfString found ? found.text() : absent;
    }

    long @Nullable [] integers(String name) {
        if (!(attribute(name) instanceof Attribute.OfInts found)) {
            return null;
        }
        long[] numbers = new long[found.value().size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = found.value().get(i);
        }
        return numbers;
    }

    /** An INTS attribute that has one number for each of {@code count} axes; {@code absent} for each where it is left out. */
    long[] integers(String name, int count, long absent) {
        long[] found = integers(name);
        if (found == null) {
            found = new long[count];
            java.util.Arrays.fill(found, absent);
        }
        if (found.length != count) {
            throw new CannotInferException("attribute " + name + " has " + found.length + " numbers, wanted " + count);
        }
        return found;
    }

    /** The element type that an INT attribute names; null where it is left out. */
    @Nullable
    ElementType elementType(String attribute) {
        if (!(attribute(attribute) instanceof Attribute.OfInt found)) {
            return null;
        }
        try {
            return ElementType.ofCode((int) Math.max(-1, Math.min(found.value(), Integer.MAX_VALUE)));
        } catch (InvalidModelException e) {
            throw new CannotInferException("attribute " + attribute + ": " + e.getMessage());
        }
    }

    @Nullable
    Tensor tensor(String name) {
        return attribute(name) instanceof Attribute.OfTensor found ? found.value() : null;
    }

    @Nullable
    Graph graph(String name) {
        return attribute(name) instanceof Attribute.OfGraph found ? found.value() : null;
    }

    /** An axis that may count from the end, as one from 0 to {@code rank - 1}. */
    static int axis(long axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new CannotInferException("axis " + axis + " is not in -" + rank + " to " + (rank - 1));
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    // ---- bodies

    /**
     * Infers a body with what is known of its inputs (a shorter list leaves the rest to what the body declares); the result
     * of the last call for a body is what {@link InferredTypes#of} gives.
     */
    BodyTypes inferBody(Graph body, List<KnownValue> inputs) {
        return inference.inferBody(body, scope, inputs);
    }

    /** Takes one more inference of a body from what is left for repeated ones; false where that is used up. */
    boolean mayInferAgain(Graph body) {
        return inference.spend(1 + body.nodes().size());
    }

    // ---- outputs

    int outputCount() {
        return types.length;
    }

    boolean hasOutput(int slot) {
        return node.hasOutput(slot);
    }

    void setType(int slot, @Nullable ValueType type) {
        Shape shape = type instanceof ValueType.OfTensor tensor ? tensor.shape() : null;
        if (shape != null && shape.rank() > MAX_RANK) {
            throw new CannotInferException("has an output of rank " + shape.rank() + ", more than " + MAX_RANK);
        }
        if (slot < types.length) {
            types[slot] = type;
        }
    }

    /** Makes an output a tensor; it stays unknown where the element type is null. */
    void setTensor(int slot, @Nullable ElementType elementType, @Nullable Shape shape) {
        setType(slot, elementType == null ? null : ValueType.tensor(elementType, shape));
    }

    /** Sets the content of an output and, for a tensor, with it the type. */
    void setContent(int slot, @Nullable Content content) {
        if (slot < contents.length && content != null && followsValues()) {
            contents[slot] = content;
            if (content instanceof SymbolicTensor tensor) {
                types[slot] = ValueType.tensor(tensor.elementType(), tensor.shape());
            }
        }
    }

    /** Sets type and content of an output. */
    void set(int slot, KnownValue value) {
        setType(slot, value.type());
        setContent(slot, value.content());
    }

    /** Makes an output a constant: its content is known in all modes. */
    void setConstant(int slot, Tensor constant) {
        setType(slot, constant.type());
        if (slot < constants.length) {
            constants[slot] = constant;
        }
    }

    @Nullable
    Tensor outputConstant(int slot) {
        return constants[slot];
    }

    /** Gives an output the type of an input. */
    void copyType(int input, int output) {
        setType(output, inputType(input));
    }

    /** Reports a contradiction that does not stop the rule. */
    void problem(String message) {
        inference.problem(node, message);
    }

    @Nullable
    ValueType outputType(int slot) {
        return types[slot];
    }

    /** The content of an output; that of a constant is read now. */
    @Nullable
    Content outputContent(int slot) {
        Tensor constant = constants[slot];
        return contents[slot] == null && constant != null ? SymbolicTensor.of(constant) : contents[slot];
    }

    void clearOutputs() {
        java.util.Arrays.fill(types, null);
        java.util.Arrays.fill(contents, null);
        java.util.Arrays.fill(constants, null);
    }

    NodeTypes toTypes(List<ShapeProblem> problems) {
        @Nullable Content[] found = new Content[contents.length];
        for (int slot = 0; slot < found.length; slot++) {
            found[slot] = outputContent(slot);
        }
        return new NodeTypes(types, found, problems);
    }

    /** The shapes of all inputs; null if one of them is not known. */
    @Nullable
    List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        for (int slot = 0; slot < inputCount(); slot++) {
            Shape shape = shape(slot);
            if (shape == null) {
                return null;
            }
            shapes.add(shape);
        }
        return shapes;
    }
}
