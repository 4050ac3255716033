package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.encoder.Component.INPUTS;
import static org.onnxnet.encoder.Component.OUT_SHAPE;
import static org.onnxnet.encoder.Component.PARAMETERS;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.onnxnet.OnnxGraph;
import org.onnxnet.simplify.SimplifyMode;
import org.onnxnet.testing.RandomGraphs;
import org.onnxnet.testing.RandomGraphs.RandomModel;
import org.onnxnet.testing.Simplifying;

class DecoderPropertiesTest {
    private static final Encoder FULL = Encoder.with(INPUTS, PARAMETERS, OUT_SHAPE);
    private static final String ALPHABET = "()[]{}=,:;|-> x_.?\"\\\n0123456789neOutValuePrmIgArelu@#$*ABskpd";

    @Provide
    Arbitrary<RandomModel> models() {
        return RandomGraphs.models();
    }

    @Provide
    Arbitrary<Dialect> dialects() {
        return Arbitraries.of(Dialect.COMPLETE, Dialect.FOLDED);
    }

    private static OnnxGraph canonical(RandomModel made) {
        return Simplifying.simplify(SimplifyMode.CANONICAL, OnnxGraph.of(made.model()));
    }

    @Property(tries = 150)
    void decodingUndoesEncoding(@ForAll("models") RandomModel made, @ForAll("dialects") Dialect dialect) {
        OnnxGraph graph = canonical(made);
        Encoder encoder = FULL.dialect(dialect);
        String text = encoder.encode(graph).text();
        Assume.that(!text.contains("]#"));

        OnnxGraph decoded = Decoder.decode(text, dialect);

        assertThat(decoded.canonicalHash()).as(text).isEqualTo(graph.canonicalHash());
        assertThat(encoder.encode(decoded).text()).isEqualTo(text);
    }

    @Property(tries = 300)
    void aDamagedTextIsANetworkOrAnErrorWithAPlace(
            @ForAll("models") RandomModel made, @ForAll("dialects") Dialect dialect, @ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text =
                new StringBuilder(FULL.dialect(dialect).encode(canonical(made)).text());
        for (int edits = 1 + random.nextInt(4); edits > 0 && !text.isEmpty(); edits--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(6));
            String inserted = random.nextBoolean() ? "" : randomText(random, text);
            text.replace(from, to, inserted);
        }
        try {
            assertThat(Decoder.decode(text.toString(), dialect).nodes()).isNotNull();
        } catch (MalformedTextException e) {
            assertThat(e.line())
                    .isBetween(1, (int) text.chars().filter(c -> c == '\n').count() + 1);
            assertThat(e.column()).isPositive();
        }
    }

    /** A few characters of the language, or a piece of the text itself. */
    private static String randomText(Random random, CharSequence text) {
        if (random.nextBoolean()) {
            int from = random.nextInt(text.length());
            return text.subSequence(from, Math.min(text.length(), from + random.nextInt(40)))
                    .toString();
        }
        StringBuilder made = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            made.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return made.toString();
    }
}
