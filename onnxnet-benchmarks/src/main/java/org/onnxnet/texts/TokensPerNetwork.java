package org.onnxnet.texts;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.onnxnet.OnnxGraph;
import org.onnxnet.encoder.Component;
import org.onnxnet.encoder.Dialect;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.encoder.fold.TokenEstimate;
import org.onnxnet.predictor.text.Tokenizer;
import org.onnxnet.simplify.SimplifyMode;

/**
 * How many tokens the texts of networks have: {@code REFERENCE} of the network as it is, the other dialects simplified. Counted by
 * the domain tokenizer, by {@link TokenEstimate}, and as the pieces that the pre-tokenisation of ModernBERT's tokenizer cuts a text
 * into, of which each is one token or more. Prints a table of medians.
 *
 * <pre>java -cp benchmarks.jar org.onnxnet.texts.TokensPerNetwork SOURCE...</pre>
 */
public final class TokensPerNetwork {
    /** The pattern of GPT-2, GPT-NeoX and OLMo. */
    private static final Pattern PIECE = Pattern.compile(
            "'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Encoder FULL = Encoder.with(Component.INPUTS, Component.PARAMETERS, Component.OUT_SHAPE);

    // An encoder is immutable; the library does not say so in annotations of Error Prone.
    @SuppressWarnings("ImmutableEnumChecker")
    private enum Form {
        REFERENCE(FULL.dialect(Dialect.REFERENCE)),
        COMPLETE(FULL),
        FOLDED(FULL.dialect(Dialect.FOLDED)),
        FOLDED_AND_SUMMARY(Encoder.with(Component.INPUTS, Component.PARAMETERS, Component.OUT_SHAPE, Component.SUMMARY)
                .dialect(Dialect.FOLDED));

        final Encoder encoder;

        Form(Encoder encoder) {
            this.encoder = encoder;
        }
    }

    private TokensPerNetwork() {}

    /** Runs the command. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        System.out.println("| source | text | domain tokenizer, most | pieces | estimate |");
        System.out.println("|---|---|---|---|---|");
        try (Tokenizer tokenizer = Tokenizer.domain()) {
            for (String source : arguments) {
                Map<Form, List<String>> texts = texts(source);
                texts.forEach((form, some) -> {
                    int[] domain =
                            counts(some, text -> tokenizer.encode(List.of(text)).get(0).length);
                    System.out.printf(
                            Locale.ROOT,
                            "| %s | %s | %,d, %,d | %,d | %,d |%n",
                            source,
                            form,
                            median(domain),
                            domain[domain.length - 1],
                            median(counts(some, text ->
                                    (int) PIECE.matcher(text).results().count())),
                            median(counts(some, TokenEstimate::of)));
                });
            }
        }
    }

    private static Map<Form, List<String>> texts(String source) {
        Map<Form, List<String>> texts = new EnumMap<>(Form.class);
        Networks.of(source).forEach(one -> {
            OnnxGraph graph = one.load();
            OnnxGraph simplified = graph.simplify(SimplifyMode.CANONICAL);
            for (Form form : Form.values()) {
                texts.computeIfAbsent(form, key -> new ArrayList<>())
                        .add(form.encoder
                                .encode(form == Form.REFERENCE ? graph : simplified)
                                .text());
            }
        });
        return texts;
    }

    /** In ascending order. */
    private static int[] counts(List<String> texts, ToIntFunction<String> count) {
        return texts.stream().mapToInt(count).sorted().toArray();
    }

    private static int median(int[] sorted) {
        return sorted[sorted.length / 2];
    }
}
