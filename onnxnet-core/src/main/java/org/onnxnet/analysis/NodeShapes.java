package org.onnxnet.analysis;

import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;

/** The static shapes of what a node reads and writes. */
record NodeShapes(Node node, KnownTypes types) {
    /**
     * The shape at an input slot.
     *
     * @throws UnknownShapeException if it is not static, or the slot is empty
     */
    Shape input(int slot) {
        return shape(node.input(slot), "input " + slot);
    }

    /**
     * The shape at an output slot.
     *
     * @throws UnknownShapeException if it is not static, or the slot is empty
     */
    Shape output(int slot) {
        return shape(node.output(slot), "output " + slot);
    }

    /**
     * The dimensions at an input slot.
     *
     * @throws UnknownShapeException if they are not static, or fewer than wanted
     */
    long[] input(int slot, int minRank) {
        Shape found = input(slot);
        if (found.rank() < minRank) {
            throw new UnknownShapeException(
                    "input " + slot + " has shape [" + found + "], wanted rank " + minRank + " or more");
        }
        return found.toLongs();
    }

    private Shape shape(String value, String place) {
        Shape found = value.isEmpty() ? null : types.shape(value);
        if (found == null || !found.isStatic()) {
            throw new UnknownShapeException("the shape of its " + place + " is " + (found == null ? "unknown" : found));
        }
        return found;
    }
}
