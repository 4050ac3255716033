package org.onnxnet.texts;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onnxnet.OnnxGraph;
import org.onnxnet.analysis.CanonicalOrder;
import org.onnxnet.encoder.Component;
import org.onnxnet.encoder.Decoder;
import org.onnxnet.encoder.Dialect;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.simplify.SimplifyMode;

/**
 * Networks to texts and back: the decoded network has the same canonical hash, and its text is the same, in both dialects that
 * decode, as the network is and simplified. Prints a table, and on the error stream each network that did not come back.
 *
 * <pre>java -cp benchmarks.jar org.onnxnet.texts.RoundTrips THREADS SOURCE...</pre>
 *
 * {@link Networks} says what a source is.
 */
public final class RoundTrips {
    private static final Encoder FULL =
            Encoder.with(Component.INPUTS, Component.PARAMETERS, Component.OUT_SHAPE, Component.SUMMARY);

    private RoundTrips() {}

    private enum Outcome {
        SAME,
        NO_TEXT,
        LARGE_CONSTANT,
        /** Different, and there are nodes that reach no output of their graph, whose order a text does not keep. */
        DEAD_NODES,
        DIFFERENT
    }

    private static final class Tally {
        private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        private int networks;

        synchronized void add(List<Outcome> outcomes) {
            networks++;
            outcomes.forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
        }

        int of(Outcome outcome) {
            return counts.getOrDefault(outcome, 0);
        }
    }

    /** Runs the command. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("wanted THREADS SOURCE...");
        }
        ForkJoinPool pool = new ForkJoinPool(Integer.parseInt(arguments[0]));
        System.out.println(
                "| source | networks | came back | without a text | constants as a hash | dead nodes | different | seconds |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (String source : List.of(arguments).subList(1, arguments.length)) {
            long start = System.nanoTime();
            Tally tally = new Tally();
            Stream<Networks.Source> networks = Networks.of(source);
            pool.submit(() -> networks.parallel().forEach(one -> tally.add(outcomes(one))))
                    .get();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,d | %,d | %,d | %,d | %,d | %,d | %.0f |%n",
                    source,
                    tally.networks,
                    tally.of(Outcome.SAME),
                    tally.of(Outcome.NO_TEXT),
                    tally.of(Outcome.LARGE_CONSTANT),
                    tally.of(Outcome.DEAD_NODES),
                    tally.of(Outcome.DIFFERENT),
                    (System.nanoTime() - start) / 1e9);
        }
        pool.shutdown();
    }

    /** Four of a network: in two dialects, as it is and simplified. */
    private static List<Outcome> outcomes(Networks.Source source) {
        OnnxGraph graph = source.load();
        List<Outcome> outcomes = new ArrayList<>();
        for (OnnxGraph form : List.of(graph, graph.simplify(SimplifyMode.CANONICAL))) {
            for (Dialect dialect : List.of(Dialect.COMPLETE, Dialect.FOLDED)) {
                outcomes.add(outcome(source.name() + (form == graph ? "" : ", simplified"), form, dialect));
            }
        }
        return outcomes;
    }

    private static Outcome outcome(String name, OnnxGraph graph, Dialect dialect) {
        Encoder encoder = FULL.dialect(dialect);
        String text;
        try {
            text = encoder.encode(graph).text();
        } catch (InvalidModelException e) {
            return Outcome.NO_TEXT;
        }
        if (text.contains("]#")) {
            return Outcome.LARGE_CONSTANT;
        }
        String difference = difference(graph, text, encoder);
        if (difference != null && CanonicalOrder.of(graph.model().graph()).deadCount() > 0) {
            return Outcome.DEAD_NODES;
        }
        if (difference != null) {
            System.err.println(name + ", " + dialect + ": " + difference);
        }
        return difference == null ? Outcome.SAME : Outcome.DIFFERENT;
    }

    private static @Nullable String difference(OnnxGraph graph, String text, Encoder encoder) {
        try {
            OnnxGraph decoded = Decoder.decode(text, encoder.dialect());
            if (!decoded.canonicalHash().equals(graph.canonicalHash())) {
                return "another hash";
            }
            return encoder.encode(decoded).text().equals(text) ? null : "another text";
        } catch (OnnxNetException e) {
            return e.toString();
        }
    }
}
