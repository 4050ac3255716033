package org.onnxnet.simplify.rule;

import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.GraphView;

/** A value times a constant number, through multiplications and divisions that nothing else reads. */
record Scaled(String value, double factor) {
    private static final int MAX_NODES = 4;

    /** What a value is made of; the value times 1 where it is no such product. */
    static Scaled of(String value, GraphView graph) {
        Scaled scaled = new Scaled(value, 1);
        for (int nodes = 0; nodes < MAX_NODES; nodes++) {
            Scaled inner = inner(scaled, graph);
            if (inner == null) {
                return scaled;
            }
            scaled = inner;
        }
        return scaled;
    }

    private static @Nullable Scaled inner(Scaled scaled, GraphView graph) {
        Node node = graph.producer(scaled.value);
        if (node == null || !graph.isUsedOnce(scaled.value) || !(node.is("Mul") || node.is("Div"))) {
            return null;
        }
        for (int slot = 0; slot < (node.is("Mul") ? 2 : 1); slot++) {
            Double number = Operands.scalar(node.input(1 - slot), graph);
            if (number != null && Operands.hasTypeOf(node.input(slot), scaled.value, graph)) {
                return new Scaled(node.input(slot), node.is("Mul") ? scaled.factor * number : scaled.factor / number);
            }
        }
        return null;
    }
}
