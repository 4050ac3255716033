package org.onnxnet.bench.pickle;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes pickles of protocol 2, enough of them for tests. Lists become lists; a {@link Tuple} becomes a tuple. */
public final class PickleWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private PickleWriter() {}

    /** A tuple, which the reader gives as a list. */
    public record Tuple(List<Object> items) {
        public static Tuple of(Object... items) {
            return new Tuple(List.of(items));
        }
    }

    public static byte[] pickle(Object value) {
        PickleWriter writer = new PickleWriter();
        try {
            writer.out.write(new byte[] {(byte) 0x80, 2});
            writer.write(value);
            writer.out.write('.');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.bytes.toByteArray();
    }

    private void write(Object value) throws IOException {
        if (value instanceof String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            out.write('X');
            out.writeInt(Integer.reverseBytes(utf8.length));
            out.write(utf8);
        } else if (value instanceof Integer number) {
            out.write('J');
            out.writeInt(Integer.reverseBytes(number));
        } else if (value instanceof java.math.BigInteger number) {
            byte[] big = number.toByteArray();
            out.write(0x8A);
            out.write(big.length);
            for (int i = big.length - 1; i >= 0; i--) {
                out.write(big[i]);
            }
        } else if (value instanceof Double number) {
            out.write('G');
            out.writeDouble(number);
        } else if (value instanceof Tuple tuple) {
            out.write('(');
            for (Object item : tuple.items()) {
                write(item);
            }
            out.write('t');
        } else if (value instanceof List<?> list) {
            out.write("](".getBytes(StandardCharsets.US_ASCII));
            for (Object item : list) {
                write(item);
            }
            out.write('e');
        } else if (value instanceof Map<?, ?> map) {
            out.write("}(".getBytes(StandardCharsets.US_ASCII));
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                write(entry.getKey());
                write(entry.getValue());
            }
            out.write('u');
        } else {
            throw new IllegalArgumentException("cannot pickle " + value);
        }
    }
}
