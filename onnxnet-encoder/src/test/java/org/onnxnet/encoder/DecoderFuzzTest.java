package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.simplify.Simplifier;
import org.onnxnet.simplify.SimplifyMode;
import org.onnxnet.simplify.rule.RemoveDeadNode;
import org.onnxnet.testing.fuzz.FuzzRuns;

/** Whatever a text holds, it becomes a network or a {@link MalformedTextException}; docs/fuzzing.md says how to hunt. */
public class DecoderFuzzTest {
    private static final Encoder FULL = Encoder.with(Component.INPUTS, Component.PARAMETERS, Component.OUT_SHAPE);
    private static final Simplifier SWEEPER =
            Simplifier.of(SimplifyMode.CANONICAL).withRules(List.of(new RemoveDeadNode()));
    private static final int MAX_SEED_CHARACTERS = 1 << 14;

    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"COMPLETE", "FOLDED"})
    void nothingBreaks(Dialect dialect) {
        FuzzRuns.runOnTexts("decoder-" + dialect, input -> decode(input, dialect), model -> seed(model, dialect));
    }

    /** Where Jazzer enters; the system property {@code onnxnet.fuzz.target} says which dialect. */
    public static void fuzzerTestOneInput(byte[] input) {
        Dialect dialect =
                Dialect.valueOf(System.getProperty("onnxnet.fuzz.target").substring("decoder-".length()));
        FuzzRuns.accept(text -> decode(text, dialect), input);
    }

    private static Optional<String> seed(byte[] model, Dialect dialect) {
        try {
            String text = FULL.dialect(dialect).encode(OnnxGraph.load(model)).text();
            return text.length() > MAX_SEED_CHARACTERS ? Optional.empty() : Optional.of(text);
        } catch (OnnxNetException e) {
            return Optional.empty();
        }
    }

    /** What decodes can be written again, and that is the same network. */
    private static void decode(byte[] input, Dialect dialect) {
        OnnxGraph graph = withoutDeadNodes(decoded(new String(input, StandardCharsets.UTF_8), dialect));
        String text = FULL.dialect(dialect).encode(graph).text();
        // Of a large constant the text holds a hash only, and of a network without outputs nothing.
        if (!text.contains("]#") && !graph.nodes().isEmpty()) {
            assertThat(again(text, dialect).canonicalHash()).as(text).isEqualTo(graph.canonicalHash());
        }
    }

    /** Nodes that reach no output come back in any order, which changes the hash. */
    private static OnnxGraph withoutDeadNodes(OnnxGraph graph) {
        return OnnxGraph.of(SWEEPER.simplify(graph.model()).model());
    }

    private static OnnxGraph again(String text, Dialect dialect) {
        try {
            return Decoder.decode(text, dialect);
        } catch (OnnxNetException e) {
            throw new AssertionError("refuses what was written: " + text, e);
        }
    }

    private static OnnxGraph decoded(String text, Dialect dialect) {
        try {
            return Decoder.decode(text, dialect);
        } catch (MalformedTextException malformed) {
            throw malformed;
        } catch (OnnxNetException other) {
            throw new AssertionError("not the exception that the decoder is said to throw", other);
        }
    }
}
