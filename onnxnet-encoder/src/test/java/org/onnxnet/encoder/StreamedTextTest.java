package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.onnxnet.encoder.Component.INPUTS;
import static org.onnxnet.encoder.Component.OUT_SHAPE;
import static org.onnxnet.encoder.Component.PARAMETERS;
import static org.onnxnet.encoder.Component.SUMMARY;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.ElementType;

class StreamedTextTest {
    private static final OnnxGraph LONG = OnnxGraph.build(17, g -> {
        String x = g.input("x", ElementType.FLOAT, 4);
        for (int i = 0; i < 2000; i++) {
            x = g.op("Add", List.of(x, x));
        }
        g.output(x, ElementType.FLOAT, 4);
    });

    private static Encoder encoder(Dialect dialect) {
        return dialect == Dialect.REFERENCE
                ? Encoder.with(INPUTS, PARAMETERS, OUT_SHAPE).dialect(dialect)
                : Encoder.with(INPUTS, PARAMETERS, OUT_SHAPE, SUMMARY).dialect(dialect);
    }

    @ParameterizedTest
    @EnumSource
    void isTheSameText(Dialect dialect) throws IOException {
        StringWriter out = new StringWriter();
        encoder(dialect).encode(LONG, out);
        assertThat(out.toString()).isEqualTo(encoder(dialect).encode(LONG).text());
    }

    /** Breaks after some characters, as a full disk does. */
    private static final class Full extends Writer {
        private int longest;
        private int left = 30_000;

        @Override
        public void write(char[] characters, int from, int length) throws IOException {
            longest = Math.max(longest, length);
            left -= length;
            if (left < 0) {
                throw new IOException("disk full");
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void comesInPiecesAndPassesOnWhatBreaks() {
        Full out = new Full();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> encoder(Dialect.COMPLETE).encode(LONG, out))
                .withMessage("disk full");
        assertThat(out.longest).isBetween(1, 10_000);
    }
}
