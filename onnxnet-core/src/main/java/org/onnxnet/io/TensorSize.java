package org.onnxnet.io;

import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.TensorData.Layout;

/**
 * How much data a tensor must have.
 *
 * @param count the number of elements
 * @param bytes the size of the elements as raw data
 */
record TensorSize(ElementType type, Shape shape, long count, long bytes) {
    private static final int MAX_VARINT_BYTES = 10;

    static TensorSize of(ElementType type, Shape shape) {
        try {
            long count = shape.elementCount();
            return new TensorSize(type, shape, count, type.byteSize(count));
        } catch (ArithmeticException overflow) {
            throw new InvalidModelException(
                    "the dimensions " + shape + " of " + type + " give more bytes than 63 bits can count", overflow);
        }
    }

    /** The layout of data that is not raw. */
    Layout layout() {
        return switch (type) {
            case FLOAT, COMPLEX64 -> Layout.FLOAT_DATA;
            case DOUBLE, COMPLEX128 -> Layout.DOUBLE_DATA;
            case INT64 -> Layout.INT64_DATA;
            case UINT32, UINT64 -> Layout.UINT64_DATA;
            case UNDEFINED,
                    UINT8,
                    INT8,
                    UINT16,
                    INT16,
                    INT32,
                    STRING,
                    BOOL,
                    FLOAT16,
                    BFLOAT16,
                    FLOAT8E4M3FN,
                    FLOAT8E4M3FNUZ,
                    FLOAT8E5M2,
                    FLOAT8E5M2FNUZ,
                    UINT4,
                    INT4,
                    FLOAT4E2M1,
                    FLOAT8E8M0,
                    FLOAT6E2M3,
                    FLOAT6E3M2,
                    UINT2,
                    INT2 -> Layout.INT32_DATA;
        };
    }

    void requireStrings(long found) {
        if (found != count) {
            throw mismatch("string_data has " + found + " strings", count);
        }
    }

    void requireRaw(long found) {
        if (found != bytes) {
            throw mismatch("raw_data has " + found + " bytes", bytes);
        }
    }

    /** Numbers of variable length are counted where they are in memory; in a file only their possible sizes are checked. */
    void require(Layout layout, ByteSource found) {
        if (found.size() == 0 && bytes > 0) {
            throw mismatch("it has no data", bytes);
        }
        String field = LayoutFields.nameOf(layout);
        switch (layout) {
            case RAW, FLOAT_DATA, DOUBLE_DATA -> {
                if (found.size() != bytes) {
                    throw mismatch(field + " has " + found.size() + " bytes", bytes);
                }
            }
            case INT32_DATA, INT64_DATA, UINT64_DATA -> {
                // Elements of 6 bits have a number each, those of 4 and 2 bits share one.
                long wanted = type.bits() < 6 ? bytes : count;
                if (found instanceof Bytes inMemory) {
                    long numbers = countVarints(field, inMemory);
                    if (numbers != wanted) {
                        throw mismatch(field + " has " + numbers + " numbers", wanted);
                    }
                } else if (found.size() < wanted || found.size() / MAX_VARINT_BYTES > wanted) {
                    throw mismatch(field + " has " + found.size() + " bytes of variable length numbers", wanted);
                }
            }
        }
    }

    private static long countVarints(String field, Bytes packed) {
        long count = 0;
        int length = 0;
        for (byte b : packed.toArray()) {
            length++;
            if (length > MAX_VARINT_BYTES) {
                throw new InvalidModelException(field + " holds a number of more than " + MAX_VARINT_BYTES + " bytes");
            }
            if (b >= 0) {
                count++;
                length = 0;
            }
        }
        if (length > 0) {
            throw new InvalidModelException(field + " ends in the middle of a number; it is cut off or damaged");
        }
        return count;
    }

    private InvalidModelException mismatch(String found, long wanted) {
        return new InvalidModelException(found + ", wanted " + wanted + " for " + type + "[" + shape + "]");
    }
}
