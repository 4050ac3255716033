package org.onnxnet.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A constant tensor ({@code TensorProto}): type and shape in memory, elements wherever {@link TensorData} says.
 *
 * @param name the value that an initializer defines; may be empty in an attribute
 * @param shape static
 * @param doc the documentation, empty where there is none
 * @param metadata free properties in file order
 */
public record Tensor(
        String name,
        ElementType elementType,
        Shape shape,
        TensorData data,
        String doc,
        List<Property> metadata,
        Extras extras) {

    public Tensor {
        Objects.requireNonNull(name, "name");
        if (!shape.isStatic()) {
            throw new IllegalArgumentException("tensor '" + name + "' needs a static shape, found " + shape);
        }
        metadata = List.copyOf(metadata);
    }

    public Tensor(String name, ElementType elementType, Shape shape, TensorData data) {
        this(name, elementType, shape, data, "", List.of(), Extras.NONE);
    }

    /** A tensor over raw little-endian bytes. */
    public static Tensor ofRaw(String name, ElementType elementType, Shape shape, ByteSource bytes) {
        long wanted = elementType.byteSize(shape.elementCount());
        if (bytes.size() != wanted) {
            throw new IllegalArgumentException("tensor '" + name + "' " + elementType + "[" + shape + "] needs "
                    + wanted + " bytes, found " + bytes.size());
        }
        return new Tensor(name, elementType, shape, new TensorData.Encoded(TensorData.Layout.RAW, bytes));
    }

    /** An {@code INT64} tensor of rank 1. */
    public static Tensor ofLongs(String name, long... values) {
        return ofLongs(name, Shape.of(values.length), values);
    }

    /** An {@code INT64} tensor, row-major. */
    public static Tensor ofLongs(String name, Shape shape, long... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(buffer::putLong);
        return ofRaw(name, ElementType.INT64, shape, Bytes.wrap(buffer.array()));
    }

    /** A {@code FLOAT} tensor, row-major. */
    public static Tensor ofFloats(String name, Shape shape, float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return ofRaw(name, ElementType.FLOAT, shape, Bytes.wrap(buffer.array()));
    }

    /**
     * A tensor of any type of integers or {@code BOOL}, row-major; {@code UINT64} elements by their bits.
     *
     * @throws IllegalArgumentException if the type has no such number or the shape another number of elements
     */
    public static Tensor ofIntegers(String name, ElementType type, Shape shape, long... values) {
        return ofRaw(name, type, shape, TensorEncoder.integers(type, values));
    }

    /**
     * A tensor of any type of real numbers, row-major.
     *
     * @throws IllegalArgumentException if the type has no such number ({@code FLOAT} rounds) or the shape another number of
     *     elements
     */
    public static Tensor ofReals(String name, ElementType type, Shape shape, double... values) {
        return ofRaw(name, type, shape, TensorEncoder.reals(type, values));
    }

    public Tensor withName(String newName) {
        return name.equals(newName) ? this : new Tensor(newName, elementType, shape, data, doc, metadata, extras);
    }

    /** The number of elements; 1 for a scalar. */
    public long elementCount() {
        return shape.elementCount();
    }

    /** The size of the elements as raw data in bytes; 0 for strings. */
    public long byteSize() {
        return elementType.byteSize(elementCount());
    }

    public boolean isScalar() {
        return shape.rank() == 0;
    }

    /** The type as a value has it. */
    public ValueType.OfTensor type() {
        return ValueType.tensor(elementType, shape);
    }

    /**
     * The elements of an integer or {@code BOOL} tensor (0 and 1), row-major; {@code UINT64} keeps its bits.
     *
     * @throws IllegalStateException for another element type
     * @throws InvalidModelException if there are fewer or more elements than the shape says
     */
    public long[] toLongs() {
        return TensorDecoder.longs(this);
    }

    /**
     * The elements of a real number tensor of any width as doubles, row-major. Integers beyond 2^53 are rounded.
     *
     * @throws IllegalStateException for strings and complex numbers
     * @throws InvalidModelException if there are fewer or more elements than the shape says
     */
    public double[] toDoubles() {
        return TensorDecoder.doubles(this);
    }

    /**
     * The elements in raw layout, whatever layout the file uses.
     *
     * @throws IllegalStateException for strings
     * @throws InvalidModelException if there are fewer or more elements than the shape says
     */
    public Bytes toRawBytes() {
        return TensorDecoder.raw(this);
    }

    @Override
    public String toString() {
        return name + ": " + elementType + "[" + shape + "]";
    }
}
