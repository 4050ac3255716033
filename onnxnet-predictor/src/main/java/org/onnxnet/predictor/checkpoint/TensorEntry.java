package org.onnxnet.predictor.checkpoint;

import java.util.List;

/**
 * One tensor of a safetensors file.
 *
 * @param shape dimensions, row-major, empty for a scalar
 * @param offset of the first byte from the start of the file
 * @param bytes size of the elements
 */
public record TensorEntry(String name, DType type, List<Long> shape, long offset, long bytes) {
    public TensorEntry {
        shape = List.copyOf(shape);
    }

    /** The number of elements. */
    public long elements() {
        return bytes / type.bytes();
    }
}
