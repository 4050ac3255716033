package org.onnxnet.predictor.transformer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Supplier;
import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Property;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.checkpoint.HalfFloat;

/**
 * Adds the weights of a checkpoint to a graph as external data: the graph stays small, and each weight is read, converted
 * and handed on by itself when it is needed.
 */
final class Weights {
    private final Checkpoint checkpoint;
    private final GraphBuilder graph;
    private final ElementType type;

    /** @param type of all real numbers in the graph: FLOAT or FLOAT16 */
    Weights(Checkpoint checkpoint, GraphBuilder graph, ElementType type) {
        this.checkpoint = checkpoint;
        this.graph = graph;
        this.type = type;
    }

    boolean has(String name) {
        return checkpoint.has(name);
    }

    /** A weight as it is stored. */
    String asIs(String name) {
        long[] dims = checkpoint.shape(name).stream().mapToLong(Long::longValue).toArray();
        return reals(name, Shape.of(dims), () -> floats(name));
    }

    /** The matrix of a linear map, [out, in] in the file, as [in, out]. */
    String transposed(String name) {
        int out = rows(name);
        int in = columns(name);
        return reals(name, Shape.of(in, out), () -> Matrix.transpose(floats(name), out, in));
    }

    /** Real numbers that are no weight, such as tables. */
    String reals(String name, Shape shape, Supplier<float[]> values) {
        return external(name, type, shape, () -> encode(values.get()));
    }

    /** A matrix in 8-bit integers, [in, out], and the scale of each output, [out]. */
    Quantized quantized(String name, int largest) {
        int out = rows(name);
        int in = columns(name);
        String matrix = external(
                name + ".int8",
                ElementType.INT8,
                Shape.of(in, out),
                () -> Bytes.wrap(Matrix.quantize(floats(name), out, in, largest)));
        String scales = external(
                name + ".scale",
                ElementType.FLOAT,
                Shape.of(out),
                () -> encode(Matrix.scales(floats(name), out, in, largest)));
        return new Quantized(matrix, scales);
    }

    record Quantized(String matrix, String scales) {}

    private int rows(String name) {
        return Math.toIntExact(checkpoint.shape(name).get(0));
    }

    private int columns(String name) {
        return Math.toIntExact(checkpoint.shape(name).get(1));
    }

    private float[] floats(String name) {
        try {
            return checkpoint.floats(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String external(String name, ElementType elements, Shape shape, Supplier<Bytes> content) {
        long size = elements.byteSize(shape.elementCount());
        // The place is a formality: a session is given the bytes, and the writer chooses a place of its own.
        List<Property> place = List.of(
                new Property("location", "weights"), new Property("offset", "0"), new Property("length", "" + size));
        return graph.initializer(
                new Tensor(name, elements, shape, new TensorData.External(place, ByteSource.computed(size, content))));
    }

    private Bytes encode(float[] values) {
        int width = type == ElementType.FLOAT16 ? 2 : 4;
        ByteBuffer buffer = ByteBuffer.allocate(values.length * width).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            if (width == 2) {
                buffer.putShort(HalfFloat.ofFloat(value));
            } else {
                buffer.putFloat(value);
            }
        }
        return Bytes.wrap(buffer.array());
    }
}
