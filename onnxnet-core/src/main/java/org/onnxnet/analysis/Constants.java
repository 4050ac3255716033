package org.onnxnet.analysis;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.SparseTensor;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;

/** Tensors whose elements the file holds. */
final class Constants {
    private static final long MAX_ELEMENTS_READ = 1 << 22;

    private Constants() {}

    /** The sparse initializer or sparse {@code Constant} of a graph that defines a value, or null. */
    static @Nullable SparseTensor sparse(Graph graph, String value) {
        for (SparseTensor initializer : graph.sparseInitializers()) {
            if (initializer.name().equals(value)) {
                return initializer;
            }
        }
        Node producer = graph.producerOf(value);
        return producer != null
                        && producer.is("Constant")
                        && producer.attribute("sparse_value") instanceof Attribute.OfSparseTensor found
                ? found.value()
                : null;
    }

    /** Whether a value is a constant zero: one element, or many made by {@code ConstantOfShape}. */
    static boolean isZero(Flow flow, String value) {
        String origin = value;
        Node producer = flow.graph().producerOf(origin);
        // As many steps as there are nodes: a file may go round in circles.
        for (int i = 0; producer != null && OperatorKinds.isView(producer); i++) {
            if (i > flow.graph().nodes().size()) {
                return false;
            }
            origin = producer.input(0);
            producer = flow.graph().producerOf(origin);
        }
        if (producer != null && producer.is("ConstantOfShape")) {
            return fillsWithZero(producer);
        }
        Tensor found = flow.constant(origin);
        return found != null && found.elementCount() == 1 && isZero(found);
    }

    /** Whether a {@code ConstantOfShape} node makes zeros, as it does where nothing else is said. */
    static boolean fillsWithZero(Node node) {
        Attribute fill = node.attribute("value");
        return fill == null || (fill instanceof Attribute.OfTensor tensor && isZero(tensor.value()));
    }

    /**
     * Whether a tensor is known to be zero all over. Very large ones are not looked at, nor are elements in a file of their
     * own.
     */
    static boolean isZero(Tensor tensor) {
        return tensor.data() instanceof TensorData.Encoded
                && (tensor.elementType().isFloat() || tensor.elementType().isInteger())
                && Count.ofElements(tensor.shape()).value() <= MAX_ELEMENTS_READ
                && Arrays.stream(tensor.toDoubles()).allMatch(element -> element == 0);
    }
}
