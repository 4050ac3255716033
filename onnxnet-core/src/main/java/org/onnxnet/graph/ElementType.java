package org.onnxnet.graph;

/**
 * The type of a tensor's elements ({@code TensorProto.DataType}), with its number in the file format and its size.
 */
public enum ElementType {
    UNDEFINED(0, 0),
    FLOAT(1, 32),
    UINT8(2, 8),
    INT8(3, 8),
    UINT16(4, 16),
    INT16(5, 16),
    INT32(6, 32),
    INT64(7, 64),
    STRING(8, 0),
    BOOL(9, 8),
    FLOAT16(10, 16),
    DOUBLE(11, 64),
    UINT32(12, 32),
    UINT64(13, 64),
    COMPLEX64(14, 64),
    COMPLEX128(15, 128),
    BFLOAT16(16, 16),
    FLOAT8E4M3FN(17, 8),
    FLOAT8E4M3FNUZ(18, 8),
    FLOAT8E5M2(19, 8),
    FLOAT8E5M2FNUZ(20, 8),
    UINT4(21, 4),
    INT4(22, 4),
    FLOAT4E2M1(23, 4),
    FLOAT8E8M0(24, 8),
    UINT2(25, 2),
    INT2(26, 2),
    FLOAT6E2M3(27, 6),
    FLOAT6E3M2(28, 6);

    private static final ElementType[] BY_CODE = values();

    private final int code;
    private final int bits;

    ElementType(int code, int bits) {
        this.code = code;
        this.bits = bits;
    }

    /**
     * The type with a number of the file format.
     *
     * @throws InvalidModelException if there is none
     */
    public static ElementType ofCode(int code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new InvalidModelException(
                    "element type " + code + " is unknown, wanted 0 to " + (BY_CODE.length - 1));
        }
        return BY_CODE[code];
    }

    /** The number in the file format. */
    public int code() {
        return code;
    }

    /** Bits of one element; 0 for {@link #STRING} and {@link #UNDEFINED}. Types under 8 bits are packed. */
    public int bits() {
        return bits;
    }

    /** Bytes that {@code elements} elements take as raw data, rounded up. */
    public long byteSize(long elements) {
        return bits >= 8 ? Math.multiplyExact(elements, bits / 8L) : (Math.multiplyExact(elements, bits) + 7) / 8;
    }

    public boolean isFloat() {
        return switch (this) {
            case FLOAT,
                    FLOAT16,
                    DOUBLE,
                    BFLOAT16,
                    FLOAT8E4M3FN,
                    FLOAT8E4M3FNUZ,
                    FLOAT8E5M2,
                    FLOAT8E5M2FNUZ,
                    FLOAT4E2M1,
                    FLOAT8E8M0,
                    FLOAT6E2M3,
                    FLOAT6E3M2 -> true;
            case UNDEFINED,
                    UINT8,
                    INT8,
                    UINT16,
                    INT16,
                    INT32,
                    INT64,
                    STRING,
                    BOOL,
                    UINT32,
                    UINT64,
                    COMPLEX64,
                    COMPLEX128,
                    UINT4,
                    INT4,
                    UINT2,
                    INT2 -> false;
        };
    }

    /** Whether this is a signed or unsigned integer of any width; {@link #BOOL} is not. */
    public boolean isInteger() {
        return switch (this) {
            case UINT8, INT8, UINT16, INT16, INT32, INT64, UINT32, UINT64, UINT4, INT4, UINT2, INT2 -> true;
            case UNDEFINED,
                    FLOAT,
                    STRING,
                    BOOL,
                    FLOAT16,
                    DOUBLE,
                    COMPLEX64,
                    COMPLEX128,
                    BFLOAT16,
                    FLOAT8E4M3FN,
                    FLOAT8E4M3FNUZ,
                    FLOAT8E5M2,
                    FLOAT8E5M2FNUZ,
                    FLOAT4E2M1,
                    FLOAT8E8M0,
                    FLOAT6E2M3,
                    FLOAT6E3M2 -> false;
        };
    }
}
