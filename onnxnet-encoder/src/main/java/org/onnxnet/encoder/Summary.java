package org.onnxnet.encoder;

import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.onnxnet.analysis.CanonicalGraph;
import org.onnxnet.analysis.CanonicalGraph.Block;
import org.onnxnet.analysis.CanonicalGraph.Step;
import org.onnxnet.analysis.Count;
import org.onnxnet.analysis.NetworkStatistics;
import org.onnxnet.graph.Model;

/** The line of {@link Component#SUMMARY}: the figures of a network, and how often each operator occurs in it. */
final class Summary {
    /** How the line starts. */
    static final String START = "summary ";

    /** What the line gives first, in this order. */
    private static final String[] FIGURES = {"params", "macs", "activations", "depth", "width"};

    private static final Pattern FIGURE = Pattern.compile("\\?|[1-9][0-9]{2}e[1-9][0-9]?|[1-9][0-9]{0,2}|0");
    private static final int SHOWN = 1000;

    private Summary() {}

    /** The line of a network, without a line break. */
    static String of(Model model, CanonicalGraph graph) {
        NetworkStatistics statistics = NetworkStatistics.of(model, graph);
        Count[] figures = {
            statistics.parameters(),
            statistics.macs(),
            statistics.activations(),
            Count.of(statistics.depth()),
            Count.of(statistics.width())
        };
        StringJoiner line = new StringJoiner(" ", START, "");
        for (int i = 0; i < FIGURES.length; i++) {
            line.add(FIGURES[i] + "=" + figure(figures[i]));
        }
        Map<String, Integer> operators = new TreeMap<>();
        count(graph.main(), operators);
        operators.forEach((operator, count) -> line.add(operator + "=" + figure(Count.of(count))));
        return line.toString();
    }

    /** Nodes of the main graph and of bodies; calls of functions count as they are. */
    private static void count(Block block, Map<String, Integer> operators) {
        for (Step step : block.nodes()) {
            operators.merge(Literals.of(step.node().op(), step.node().overload()), 1, Integer::sum);
            step.bodies().values().forEach(bodies -> bodies.forEach(body -> count(body, operators)));
        }
    }

    /** A number of up to three digits, or the three first digits, rounded, and how many follow them: {@code 153e5}. */
    static String figure(Count count) {
        if (!count.complete()) {
            return "?";
        }
        long digits = count.value();
        int exponent = 0;
        for (long rest = digits; rest >= SHOWN; rest /= 10) {
            exponent++;
        }
        if (exponent == 0) {
            return Long.toString(digits);
        }
        long unit = 1;
        for (int i = 0; i < exponent; i++) {
            unit *= 10;
        }
        long rounded = digits / unit + (digits % unit >= unit / 2 ? 1 : 0);
        return rounded == SHOWN ? "100e" + (exponent + 1) : String.format(Locale.ROOT, "%de%d", rounded, exponent);
    }

    /** Steps over the line and its end if a text starts with one. What it says is not compared with the rest of the text. */
    static void skip(TextCursor cursor, TextParser parser) {
        if (!cursor.accept(START)) {
            return;
        }
        for (int i = 0; i < FIGURES.length; i++) {
            cursor.expect((i == 0 ? "" : " ") + FIGURES[i] + "=");
            figure(cursor);
        }
        while (cursor.accept(" ")) {
            parser.operator();
            cursor.expect("=");
            figure(cursor);
        }
        if (!cursor.isAtEnd()) {
            cursor.expect("\n");
        }
    }

    private static void figure(TextCursor cursor) {
        if (cursor.take(FIGURE) == null) {
            throw cursor.wanted("a number of up to three digits, three digits and an exponent such as 153e5, or ?");
        }
    }
}
