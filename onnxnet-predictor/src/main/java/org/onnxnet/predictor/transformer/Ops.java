package org.onnxnet.predictor.transformer;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

/** The operators of the network, and constants, each written once per value. */
final class Ops {
    private static final String MICROSOFT = "com.microsoft";

    private final GraphBuilder graph;
    private final ElementType type;
    private final Set<String> constants = new HashSet<>();

    /** @param type of all real numbers in the graph: FLOAT or FLOAT16 */
    Ops(GraphBuilder graph, ElementType type) {
        this.graph = graph;
        this.type = type;
    }

    String op(String name, List<String> inputs, Attribute... attributes) {
        return graph.op(name, inputs, attributes);
    }

    /** An operator that ONNX Runtime adds to those of ONNX. */
    String microsoft(String name, List<String> inputs, Attribute... attributes) {
        return graph.op(new OpId(MICROSOFT, name), inputs, attributes);
    }

    /** A list of integers, for operators that take one as an input. */
    String integers(long... values) {
        String name = "integers" + Arrays.toString(values).replace(" ", "");
        if (constants.add(name)) {
            graph.initializer(Tensor.ofLongs(name, values));
        }
        return name;
    }

    String integer(long value) {
        String name = "integer" + value;
        if (constants.add(name)) {
            graph.initializer(Tensor.ofLongs(name, Shape.SCALAR, value));
        }
        return name;
    }

    String real(double value) {
        String name = "real" + value;
        if (constants.add(name)) {
            graph.initializer(Tensor.ofReals(name, type, Shape.SCALAR, value));
        }
        return name;
    }

    /** A real number in 32 bits, whatever the type of the graph. */
    String float32(double value) {
        String name = "float" + value;
        if (constants.add(name)) {
            graph.initializer(Tensor.ofReals(name, ElementType.FLOAT, Shape.SCALAR, value));
        }
        return name;
    }

    String reshape(String value, long... shape) {
        return op("Reshape", List.of(value, integers(shape)));
    }

    String slice(String value, String from, String to, long axis) {
        return op("Slice", List.of(value, from, to, integers(axis)));
    }

    String concat(long axis, String... values) {
        return op("Concat", List.of(values), Attribute.of("axis", axis));
    }

    String add(String left, String right) {
        return op("Add", List.of(left, right));
    }

    String mul(String left, String right) {
        return op("Mul", List.of(left, right));
    }

    String cast(String value, ElementType to) {
        return op("Cast", List.of(value), Attribute.of("to", to.code()));
    }

    String toReal(String value) {
        return cast(value, type);
    }

    List<String> split(String value, int parts, long axis) {
        return graph.op(
                OpId.of("Split"),
                parts,
                List.of(value),
                Attribute.of("axis", axis),
                Attribute.of("num_outputs", parts));
    }

    /** The largest finite number of the graph's type. */
    double largest() {
        return type == ElementType.FLOAT16 ? 65504 : Float.MAX_VALUE;
    }
}
