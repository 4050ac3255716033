package org.onnxnet.predictor.checkpoint;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.onnxnet.io.TemporaryFile;

/**
 * Writes safetensors files. Tensors are asked for one after the other while the file is written, so that they need not all be
 * in memory. The same tensors give the same bytes.
 */
public final class SafetensorsWriter {
    private static final int PIECE = 1 << 16;

    private final DType type;
    private final Map<String, Source> tensors = new LinkedHashMap<>();

    private record Source(List<Long> shape, Supplier<float[]> values) {
        long elements() {
            return shape.stream().reduce(1L, Math::multiplyExact);
        }
    }

    /** @param type of all tensors: F32, F16 or BF16; values are rounded to it */
    public SafetensorsWriter(DType type) {
        if (!type.isFloat()) {
            throw new IllegalArgumentException("element type " + type + ", wanted F32, F16 or BF16");
        }
        this.type = type;
    }

    /**
     * Adds a tensor after those before it.
     *
     * @param shape dimensions, none for a scalar
     * @param values row-major, called once for each file
     */
    public SafetensorsWriter add(String name, long[] shape, Supplier<float[]> values) {
        if (tensors.put(name, new Source(Arrays.stream(shape).boxed().toList(), values)) != null) {
            throw new IllegalArgumentException("tensor '" + name + "' was added twice");
        }
        return this;
    }

    /**
     * Writes the file, or replaces an earlier one, when it is complete.
     *
     * @throws IOException if it cannot be written; nothing has changed then
     */
    public void write(Path file) throws IOException {
        TemporaryFile.replace(file, out -> {
            byte[] header = header();
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            out.write(header);
            for (Map.Entry<String, Source> tensor : tensors.entrySet()) {
                write(tensor.getKey(), tensor.getValue(), out);
            }
        });
    }

    /** Filled up with spaces so that the elements begin at a multiple of 8 bytes, as in the reference implementation. */
    private byte[] header() throws IOException {
        JsonMapper json = new JsonMapper();
        ObjectNode root = json.createObjectNode();
        root.putObject("__metadata__").put("format", "pt");
        long offset = 0;
        for (Map.Entry<String, Source> tensor : tensors.entrySet()) {
            ObjectNode entry = root.putObject(tensor.getKey()).put("dtype", type.name());
            tensor.getValue().shape().forEach(entry.putArray("shape")::add);
            long end = offset + tensor.getValue().elements() * type.bytes();
            entry.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] text = json.writeValueAsBytes(root);
        byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
    }

    private void write(String name, Source source, OutputStream out) throws IOException {
        float[] values = source.values().get();
        if (values.length != source.elements()) {
            throw new IllegalArgumentException("tensor '" + name + "' has " + values.length + " elements, wanted "
                    + source.elements() + " for the shape " + source.shape());
        }
        ByteBuffer buffer = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            if (!buffer.hasRemaining()) {
                out.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            put(value, buffer);
        }
        out.write(buffer.array(), 0, buffer.position());
    }

    private void put(float value, ByteBuffer buffer) {
        switch (type) {
            case F32 -> buffer.putFloat(value);
            case F16 -> buffer.putShort(HalfFloat.ofFloat(value));
            default -> buffer.putShort(roundToBfloat16(value));
        }
    }

    /** Nearest, ties to even; NaN keeps the upper half of its bits and the one that makes it NaN. */
    private static short roundToBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) (bits >>> 16 | 0x40);
        }
        return (short) ((bits + 0x7fff + (bits >>> 16 & 1)) >>> 16);
    }
}
