package org.onnxnet.graph;

/**
 * A constant sparse tensor ({@code SparseTensorProto}).
 *
 * @param values the elements that are not the default, rank 1; its name is the name of the whole
 * @param indices {@code INT64}, linear indices of rank 1 or coordinates of rank 2
 * @param shape the shape of the dense tensor
 */
public record SparseTensor(Tensor values, Tensor indices, Shape shape, Extras extras) {
    public String name() {
        return values.name();
    }
}
