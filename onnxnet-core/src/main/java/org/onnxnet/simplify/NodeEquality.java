package org.onnxnet.simplify;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;

/** Whether two nodes compute the same: equal operator, inputs, attributes and wanted outputs. */
final class NodeEquality {
    private NodeEquality() {}

    static boolean sameComputation(Node a, Node b) {
        return a.op().equals(b.op())
                && a.overload().equals(b.overload())
                && a.inputs().equals(b.inputs())
                && a.outputs().size() == b.outputs().size()
                && hasOutputsOf(a, b)
                && sameAttributes(a, b);
    }

    /** Whether the first node writes every output that the second writes. */
    private static boolean hasOutputsOf(Node a, Node b) {
        for (int slot = 0; slot < b.outputs().size(); slot++) {
            if (b.hasOutput(slot) && !a.hasOutput(slot)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameAttributes(Node a, Node b) {
        List<Attribute> attributes = a.attributes();
        if (attributes.size() != b.attributes().size()) {
            return false;
        }
        for (Attribute attribute : attributes) {
            if (!sameValue(attribute, b.attribute(attribute.name()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameValue(Attribute a, @Nullable Attribute b) {
        if (a instanceof Attribute.OfTensor left && b instanceof Attribute.OfTensor right) {
            return sameElements(left.value(), right.value());
        }
        return a.equals(b);
    }

    private static boolean sameElements(Tensor a, Tensor b) {
        return a.elementType() == b.elementType()
                && a.shape().equals(b.shape())
                && (a.data().equals(b.data())
                        || (a.elementType().bits() > 0
                                && a.byteSize() <= ConstantPool.MAX_BYTES
                                && a.toRawBytes().equals(b.toRawBytes())));
    }
}
