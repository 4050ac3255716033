package org.onnxnet.graph;

import java.util.List;

/** Where the elements of a tensor are and how they are laid out. */
public sealed interface TensorData {
    /**
     * Elements as bytes.
     *
     * @param layout how the bytes are to be read
     * @param bytes the payload of that field
     */
    record Encoded(Layout layout, ByteSource bytes) implements TensorData {}

    /** The elements of a string tensor. */
    record Strings(List<Bytes> values) implements TensorData {
        public Strings {
            values = List.copyOf(values);
        }
    }

    /**
     * Elements in a file of their own, laid out as {@link Layout#RAW}.
     *
     * @param entries {@code location}, {@code offset}, {@code length} and {@code checksum} as the file gives them
     * @param bytes the content, found and read only when asked for
     */
    record External(List<Property> entries, ByteSource bytes) implements TensorData {
        public External {
            entries = List.copyOf(entries);
        }
    }

    /** The field of {@code TensorProto} that holds the elements. Repeated fields are in their packed encoding. */
    enum Layout {
        /** {@code raw_data}: little-endian, types under 8 bits packed with the first element in the low bits. */
        RAW,
        /** {@code float_data}: little-endian floats; complex numbers as pairs. */
        FLOAT_DATA,
        /** {@code int32_data}: varints, one per element (16-bit floats as their bits), or per byte of packed elements. */
        INT32_DATA,
        /** {@code int64_data}: varints. */
        INT64_DATA,
        /** {@code double_data}: little-endian doubles; complex numbers as pairs. */
        DOUBLE_DATA,
        /** {@code uint64_data}: varints; {@code UINT32} uses it too. */
        UINT64_DATA
    }
}
