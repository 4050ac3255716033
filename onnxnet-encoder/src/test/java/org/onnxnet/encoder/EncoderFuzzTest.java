package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.OnnxGraph;
import org.onnxnet.testing.fuzz.FuzzRuns;

/** Whatever a file holds, it becomes text or is refused; docs/fuzzing.md says how to hunt. */
public class EncoderFuzzTest {
    private static final Encoder ALL = Encoder.with(Component.values());
    private static final Encoder REFERENCE = Encoder.with(Component.INPUTS, Component.PARAMETERS, Component.OUT_SHAPE)
            .dialect(Dialect.REFERENCE);

    @Test
    void nothingBreaks() {
        FuzzRuns.run("encoder", EncoderFuzzTest::encode);
    }

    /** Where Jazzer enters. */
    public static void fuzzerTestOneInput(byte[] input) {
        FuzzRuns.accept(EncoderFuzzTest::encode, input);
    }

    private static void encode(byte[] input) {
        OnnxGraph graph = OnnxGraph.load(input);
        for (Dialect dialect : Dialect.values()) {
            Encoder encoder = dialect == Dialect.REFERENCE ? REFERENCE : ALL.dialect(dialect);
            Encoding text = encoder.encode(graph);
            assertThat(text.spans()).hasSameSizeAs(graph.nodes());
        }
    }
}
