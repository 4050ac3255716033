package org.onnxnet.predictor.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Reads tensors piece by piece as 32-bit floats, so that the file's bytes are never all in memory beside them. */
final class FloatReader {
    private static final int PIECE = 1 << 20;

    private FloatReader() {}

    static float[] read(FileBytes source, TensorEntry entry) throws IOException {
        float[] values = new float[(int) entry.elements()];
        int width = entry.type().bytes();
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(PIECE, Math.max(width, entry.bytes())));
        for (int done = 0; done < values.length; ) {
            int count = Math.min(values.length - done, buffer.capacity() / width);
            buffer.clear().limit(count * width);
            source.read(entry.offset() + (long) done * width, buffer);
            convert(entry.type(), buffer, values, done, count);
            done += count;
        }
        requireFinite(source.file(), entry, values);
        return values;
    }

    private static void convert(DType type, ByteBuffer from, float[] to, int start, int count) {
        switch (type) {
            case F32 -> from.asFloatBuffer().get(to, start, count);
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    to[start + i] = HalfFloat.toFloat(from.getShort());
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    to[start + i] = Float.intBitsToFloat(from.getShort() << 16);
                }
            }
            default -> throw new IllegalArgumentException("no floats: " + type);
        }
    }

    private static void requireFinite(Path file, TensorEntry entry, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new InvalidCheckpointException(file + ": tensor '" + entry.name() + "' has the value " + values[i]
                        + " at element " + i + "; weights must be finite: was the training unstable?");
            }
        }
    }
}
