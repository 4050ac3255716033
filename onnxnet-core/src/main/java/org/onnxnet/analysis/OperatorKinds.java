package org.onnxnet.analysis;

import java.util.Set;
import org.onnxnet.graph.Node;
import org.onnxnet.schema.OperatorSchema;
import org.onnxnet.schema.OperatorTable;

/** Questions about single operators. */
public final class OperatorKinds {
    private static final Set<String> VIEWS = Set.of(
            "Cast", "CastLike", "Dropout", "Flatten", "Identity", "Reshape", "Squeeze", "Transpose", "Unsqueeze");

    /** Besides views: what gives parts or copies of its first input, as is. */
    private static final Set<String> RELABELLINGS =
            Set.of("DequantizeLinear", "Expand", "QuantizeLinear", "Slice", "Split", "Tile");

    private OperatorKinds() {}

    /** Whether the node only gives its first input another shape, order of axes, type or name: it computes nothing. */
    public static boolean isView(Node node) {
        return node.op().isDefaultDomain() && VIEWS.contains(node.op().type());
    }

    /** Whether the elements of the outputs are elements of the first input. */
    static boolean isRelabelling(Node node) {
        return isView(node)
                || (node.op().isDefaultDomain()
                        && RELABELLINGS.contains(node.op().type()));
    }

    /** Whether the node asks for the size of its input and not for its elements. */
    static boolean isSizeQuery(Node node) {
        return node.is("Shape") || node.is("Size");
    }

    /** Whether the node makes values up, so that they are data of their own. */
    static boolean isRandom(Node node, long opset) {
        OperatorSchema schema = OperatorTable.standard().find(node.op(), opset);
        return schema != null && schema.random();
    }
}
