package org.onnxnet.simplify.rewrite;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;
import org.onnxnet.schema.OperatorSchema;
import org.onnxnet.shape.SymbolicTensor;

/**
 * What a rule may ask about the graph that holds a node. Value names are unique in the whole model here. Only valid while
 * the rule runs.
 */
public interface GraphView {
    /** The version of the default operator set. */
    long opset();

    /** Whether a constant can be an initializer that is no input; if not, it is a Constant node. */
    boolean hasFreeInitializers();

    /** Whether the inputs of the main graph have to stay as they are. */
    boolean keepsInputs();

    /** The definition of a node's operator at the model's version; null where the standard has none. */
    @Nullable
    OperatorSchema schema(Node node);

    /** The local function that a node calls; null where it calls none. */
    @Nullable
    Function function(Node node);

    /** Whether a local function is called: by a node of the model, or in the body of a function that is. */
    boolean isCalled(Function function);

    /** The inferred type of a value, or null. */
    @Nullable
    ValueType type(String value);

    /** The shape of a tensor of known rank, else null. */
    default @Nullable Shape shape(String value) {
        return type(value) instanceof ValueType.OfTensor tensor ? tensor.shape() : null;
    }

    /** The shape of a tensor whose dimensions are all numbers, and no more than a tensor can have; else null. */
    default @Nullable Shape staticShape(String value) {
        Shape shape = shape(value);
        return shape != null && shape.isCountable() ? shape : null;
    }

    /** The element type of a tensor, else null. */
    default @Nullable ElementType elementType(String value) {
        return type(value) instanceof ValueType.OfTensor tensor ? tensor.elementType() : null;
    }

    /** What inference knows of the content of a small tensor, or null. */
    @Nullable
    SymbolicTensor content(String value);

    /** The constant that a value always is: an initializer that nothing can override or the tensor of a Constant node. */
    @Nullable
    Tensor constant(String value);

    /** The elements of an integer tensor that is always the same: a constant, or known from shapes; else null. */
    long @Nullable [] longs(String value);

    /** Whether a value is an input of its graph, with an initializer or without. */
    boolean isInput(String value);

    /** Whether a value is an input of the main graph that has no initializer. */
    boolean isParameter(String value);

    /** Whether a value is an output of its graph. */
    boolean isOutput(String value);

    /** The node of this same graph that writes a value, else null. */
    @Nullable
    Node producer(String value);

    /** The node of this same graph, of operator {@code type} of the default domain, that writes a value, else null. */
    default @Nullable Node producer(String value, String type) {
        Node node = producer(value);
        return node != null && node.is(type) ? node : null;
    }

    /** How often a value is read, by nodes of this graph and of graphs inside, and as an output. */
    int useCount(String value);

    /** Whether anything reads a value. */
    default boolean isRead(String value) {
        return useCount(value) > 0;
    }

    /** Whether a value has one reader, a node of this same graph, and is no output. */
    default boolean isUsedOnce(String value) {
        return useCount(value) == 1 && readers(value).size() == 1;
    }

    /** The nodes of this same graph that read a value, each once. */
    List<Node> readers(String value);

    /** A node before this one, of this same graph, that certainly computes the same; null where there is none. */
    @Nullable
    Node earlierTwin(Node node);

    /** The first constant that this node's graph can read and that is equal to a given one; null if there is no other. */
    @Nullable
    String equalConstant(String constant);

    /** A name that no value has, made from a given one; for the same name, another suffix gives another name. */
    String freshName(String name, String suffix);
}
