package org.onnxnet.bench.network;

import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;

/**
 * A value of a network that is being built: the image, or what a layer computes.
 *
 * @param id which one; only the builder that made it understands it
 * @param shape static; {@code [1, channels, height, width]} for a feature map
 */
public record Feature(int id, Shape shape) {
    public int channels() {
        return size(1);
    }

    public int height() {
        return size(2);
    }

    public int width() {
        return size(3);
    }

    int size(int axis) {
        if (axis < shape.rank() && shape.dim(axis) instanceof Dim.Known known) {
            return Math.toIntExact(known.value());
        }
        throw new IllegalStateException("a value of shape " + shape + " has no size along axis " + axis);
    }
}
