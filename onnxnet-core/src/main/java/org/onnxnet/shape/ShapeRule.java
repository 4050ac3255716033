package org.onnxnet.shape;

/**
 * Says what one operator, from one version on, writes: reads inputs and attributes from the node and sets the types of its
 * outputs, and their values where those are small and known. A rule keeps no state. What it does not set stays unknown.
 */
@FunctionalInterface
interface ShapeRule {
    /**
     * Infers the outputs of one node.
     *
     * @throws CannotInferException if the node contradicts the definition of the operator
     */
    void infer(NodeContext node);
}
