package org.onnxnet.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;

/** Seeded tensors with the values that rewrites get wrong: NaN, zeros of both signs, infinities, denormals, extreme integers. */
public final class RandomInputs {
    private static final double[] SPECIAL = {
        Double.NaN,
        0.0,
        -0.0,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL / 2,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        1.0,
        -1.0,
        0x1.0p24 + 1,
        1e-30,
        88.8
    };

    /** The same but for the largest numbers: of two models that are equal up to rounding, one may overflow where the other does not. */
    private static final double[] BOUNDED = Arrays.stream(SPECIAL)
            .filter(value -> Math.abs(value) != Float.MAX_VALUE)
            .toArray();

    /** How likely an element is a special value, for one tensor. */
    private static final double[] SPECIAL_SHARES = {0, 0.1, 0.5};

    private final RandomGenerator random;
    private final double[] special;

    private RandomInputs(RandomGenerator random, double[] special) {
        this.random = random;
        this.special = special;
    }

    /** A tensor for each input of a model; every shape must be static. Equal seeds give equal tensors. */
    public static Map<String, Tensor> of(Map<String, ValueType.OfTensor> types, long seed) {
        return new RandomInputs(RandomSeeds.generator(seed, 0x1A9D75), SPECIAL).tensors(types);
    }

    /** The same without the largest floating point numbers: for models that are equal up to rounding. */
    public static Map<String, Tensor> bounded(Map<String, ValueType.OfTensor> types, long seed) {
        return new RandomInputs(RandomSeeds.generator(seed, 0x1A9D75), BOUNDED).tensors(types);
    }

    /** A tensor of a real, integer or boolean type with elements of at least 8 bits. */
    static Tensor tensor(String name, ValueType.OfTensor type, RandomGenerator random) {
        return tensor(name, type, random, SPECIAL_SHARES[random.nextInt(SPECIAL_SHARES.length)]);
    }

    /** @param specialShare how likely an element is a special value */
    static Tensor tensor(String name, ValueType.OfTensor type, RandomGenerator random, double specialShare) {
        return new RandomInputs(random, SPECIAL).tensor(name, type, specialShare);
    }

    private Map<String, Tensor> tensors(Map<String, ValueType.OfTensor> types) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        types.forEach((name, type) ->
                inputs.put(name, tensor(name, type, SPECIAL_SHARES[random.nextInt(SPECIAL_SHARES.length)])));
        return inputs;
    }

    private Tensor tensor(String name, ValueType.OfTensor type, double specialShare) {
        ElementType elementType = type.elementType();
        Shape shape = type.shape();
        if (shape == null) {
            throw new IllegalArgumentException("input '" + name + "' needs a shape, found " + type);
        }
        int count = Math.toIntExact(shape.elementCount());
        ByteBuffer raw = ByteBuffer.allocate(Math.toIntExact(elementType.byteSize(count)))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            put(raw, elementType, random.nextDouble() < specialShare);
        }
        return Tensor.ofRaw(name, elementType, shape, Bytes.wrap(raw.array()));
    }

    private void put(ByteBuffer raw, ElementType type, boolean isSpecial) {
        switch (type) {
            case FLOAT -> raw.putFloat((float) real(isSpecial));
            case DOUBLE -> raw.putDouble(real(isSpecial));
            case FLOAT16 -> raw.putShort((short) (isSpecial ? random.nextInt() : 0x3000 + random.nextInt(0x1000)));
            case BFLOAT16 -> raw.putShort((short) (Float.floatToRawIntBits((float) real(isSpecial)) >>> 16));
            case BOOL -> raw.put((byte) random.nextInt(2));
            case INT8, UINT8 -> raw.put((byte) whole(isSpecial));
            case INT16, UINT16 -> raw.putShort((short) whole(isSpecial));
            case INT32, UINT32 -> raw.putInt((int) whole(isSpecial));
            case INT64, UINT64 -> raw.putLong(whole(isSpecial));
            default -> throw new IllegalArgumentException("random elements of type " + type + " are not supported");
        }
    }

    private double real(boolean isSpecial) {
        return isSpecial ? special[random.nextInt(special.length)] : random.nextDouble() * 6 - 3;
    }

    private long whole(boolean isSpecial) {
        if (!isSpecial) {
            return random.nextLong(-10, 11);
        }
        long[] extremes = {
            0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7F, 0x80, 0x7FFF, 0x8000
        };
        return extremes[random.nextInt(extremes.length)];
    }
}
