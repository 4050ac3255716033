package org.onnxnet.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns the layouts of {@code TensorProto} into arrays. */
final class TensorDecoder {
    private TensorDecoder() {}

    static long[] longs(Tensor tensor) {
        ElementType type = tensor.elementType();
        if (!type.isInteger() && type != ElementType.BOOL) {
            throw new IllegalStateException(tensor + " does not hold integers");
        }
        ByteBuffer raw = buffer(tensor);
        long[] values = new long[Math.toIntExact(tensor.elementCount())];
        for (int i = 0; i < values.length; i++) {
            values[i] = integer(raw, type, i);
        }
        return values;
    }

    static double[] doubles(Tensor tensor) {
        ElementType type = tensor.elementType();
        if (type.isInteger() || type == ElementType.BOOL) {
            long[] integers = longs(tensor);
            double[] values = new double[integers.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = type == ElementType.UINT64 && integers[i] < 0
                        ? ((integers[i] >>> 1) | (integers[i] & 1)) * 2.0
                        : integers[i];
            }
            return values;
        }
        ByteBuffer raw = buffer(tensor);
        double[] values = new double[Math.toIntExact(tensor.elementCount())];
        for (int i = 0; i < values.length; i++) {
            values[i] = real(tensor, raw, i);
        }
        return values;
    }

    private static long integer(ByteBuffer raw, ElementType type, int i) {
        return switch (type) {
            case UINT8 -> raw.get(i) & 0xFFL;
            case BOOL -> raw.get(i) == 0 ? 0 : 1;
            case INT8 -> raw.get(i);
            case UINT16 -> raw.getShort(2 * i) & 0xFFFFL;
            case INT16 -> raw.getShort(2 * i);
            case UINT32 -> raw.getInt(4 * i) & 0xFFFFFFFFL;
            case INT32 -> raw.getInt(4 * i);
            case INT64, UINT64 -> raw.getLong(8 * i);
            case UINT4 -> packed(raw, 4, i);
            case INT4 -> packed(raw, 4, i) << 60 >> 60;
            case UINT2 -> packed(raw, 2, i);
            case INT2 -> packed(raw, 2, i) << 62 >> 62;
            case UNDEFINED,
                    FLOAT,
                    STRING,
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
                    FLOAT6E3M2 -> throw new IllegalStateException(type + " is not an integer type");
        };
    }

    private static double real(Tensor tensor, ByteBuffer raw, int i) {
        return switch (tensor.elementType()) {
            case FLOAT -> raw.getFloat(4 * i);
            case DOUBLE -> raw.getDouble(8 * i);
            case FLOAT16 -> SmallFloat.FLOAT16.decode(raw.getShort(2 * i) & 0xFFFF);
            case BFLOAT16 -> Float.intBitsToFloat(raw.getShort(2 * i) << 16);
            case FLOAT8E4M3FN -> SmallFloat.E4M3FN.decode(raw.get(i) & 0xFF);
            case FLOAT8E4M3FNUZ -> SmallFloat.E4M3FNUZ.decode(raw.get(i) & 0xFF);
            case FLOAT8E5M2 -> SmallFloat.E5M2.decode(raw.get(i) & 0xFF);
            case FLOAT8E5M2FNUZ -> SmallFloat.E5M2FNUZ.decode(raw.get(i) & 0xFF);
            case FLOAT8E8M0 -> (raw.get(i) & 0xFF) == 0xFF ? Double.NaN : Math.scalb(1.0, (raw.get(i) & 0xFF) - 127);
            case FLOAT4E2M1 -> SmallFloat.E2M1.decode((int) packed(raw, 4, i));
            case FLOAT6E2M3 -> SmallFloat.E2M3.decode(sixBits(raw, i));
            case FLOAT6E3M2 -> SmallFloat.E3M2.decode(sixBits(raw, i));
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
                    INT2 -> throw new IllegalStateException(tensor + " does not hold real numbers");
        };
    }

    private static long packed(ByteBuffer raw, int bits, int i) {
        int perByte = 8 / bits;
        return (raw.get(i / perByte) >> (i % perByte * bits)) & ((1L << bits) - 1);
    }

    /** The element at {@code i} of a stream of 6-bit elements, low bits first: 4 elements lie in 3 bytes. */
    private static int sixBits(ByteBuffer raw, int i) {
        long bit = 6L * i;
        int at = (int) (bit / 8);
        int high = at + 1 < raw.limit() ? raw.get(at + 1) & 0xFF : 0;
        return (((raw.get(at) & 0xFF) | (high << 8)) >> (bit % 8)) & 0x3F;
    }

    private static ByteBuffer buffer(Tensor tensor) {
        return raw(tensor).asBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    static Bytes raw(Tensor tensor) {
        long wanted = tensor.byteSize();
        if (wanted > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException(tensor + " has " + wanted + " bytes, too many for an array");
        }
        Bytes raw;
        if (tensor.data() instanceof TensorData.Encoded encoded) {
            Bytes payload =
                    encoded.bytes().read(0, Math.toIntExact(encoded.bytes().size()));
            raw = switch (encoded.layout()) {
                case RAW, FLOAT_DATA, DOUBLE_DATA -> payload;
                case INT32_DATA, INT64_DATA, UINT64_DATA ->
                    tensor.elementType().bits() == 6
                            ? packSixBits(narrow(tensor, payload, Math.toIntExact(tensor.elementCount())))
                            : narrow(tensor, payload, (int) wanted);
            };
        } else if (tensor.data() instanceof TensorData.External external) {
            raw = external.bytes().read(0, Math.toIntExact(external.bytes().size()));
        } else {
            throw new IllegalStateException(tensor + " holds strings, which have no raw layout");
        }
        if (raw.size() != wanted) {
            throw new InvalidModelException(tensor + " has " + raw.size() + " bytes of data, wanted " + wanted);
        }
        return raw;
    }

    /** Varints, each cut to the bytes of an element; sub-byte types hold one packed byte in each. */
    private static Bytes narrow(Tensor tensor, Bytes payload, int wanted) {
        int width = Math.max(1, tensor.elementType().bits() / 8);
        ByteBuffer in = payload.asBuffer();
        ByteBuffer out = ByteBuffer.allocate(wanted).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long value = varint(tensor, in);
            if (out.remaining() < width) {
                throw new InvalidModelException(
                        tensor + " has more elements than its shape, wanted " + tensor.elementCount());
            }
            for (int b = 0; b < width; b++) {
                out.put((byte) (value >> (8 * b)));
            }
        }
        if (out.hasRemaining()) {
            throw new InvalidModelException(
                    tensor + " has " + out.position() / width + " elements, wanted " + tensor.elementCount());
        }
        return Bytes.wrap(out.array());
    }

    /** Elements of 6 bits, one in each byte, as the raw layout packs them. */
    private static Bytes packSixBits(Bytes elements) {
        ByteBuffer in = elements.asBuffer();
        byte[] out = new byte[(int) ElementType.FLOAT6E2M3.byteSize(elements.size())];
        for (int i = 0; in.hasRemaining(); i++) {
            int shifted = (in.get() & 0x3F) << ((6 * i) % 8);
            int at = 6 * i / 8;
            out[at] |= (byte) shifted;
            if (at + 1 < out.length) {
                out[at + 1] |= (byte) (shifted >> 8);
            }
        }
        return Bytes.wrap(out);
    }

    private static long varint(Tensor tensor, ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64 && in.hasRemaining(); shift += 7) {
            byte b = in.get();
            value |= (b & 0x7FL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new InvalidModelException(tensor + " has a malformed varint in its data");
    }
}
