package org.onnxnet.analysis;

import org.onnxnet.graph.Node;

/** How many multiply-accumulate operations one operator takes, as a function of shapes. */
@FunctionalInterface
interface MacRule {
    /**
     * The number of operations of a node.
     *
     * @param shapes the shapes around the node
     * @throws UnknownShapeException if a shape that is needed is not static
     * @throws ArithmeticException if the number does not fit a long
     */
    long count(Node node, NodeShapes shapes);

    /** A product that does not overflow silently. */
    static long product(long... factors) {
        long product = 1;
        for (long factor : factors) {
            product = Math.multiplyExact(product, factor);
        }
        return product;
    }
}
