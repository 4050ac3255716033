package org.onnxnet.bench.space.darts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onnxnet.bench.BenchException;

/**
 * The text that the code of DARTS prints: {@code Genotype(normal=[('sep_conv_3x3', 0), ...], normal_concat=[2, 3, 4, 5],
 * reduce=[...], reduce_concat=[2, 3, 4, 5])}. The nodes to concatenate may be {@code range(2, 6)} too.
 */
final class GenotypeText {
    private static final String CONCAT = "(?:\\[2, ?3, ?4, ?5]|range\\(2, ?6\\))";
    private static final String EDGES = "\\[([^\\]]*)]";
    private static final Pattern GENOTYPE = Pattern.compile("Genotype\\(normal=" + EDGES + ", ?normal_concat=" + CONCAT
            + ", ?reduce=" + EDGES + ", ?reduce_concat=" + CONCAT + "\\)");
    private static final Pattern EDGE = Pattern.compile("\\('([a-z_0-9]+)', ?([0-9])\\)(?:, ?|$)");

    private GenotypeText() {}

    static Genotype parse(String text) {
        Matcher genotype = GENOTYPE.matcher(text.strip());
        if (!genotype.matches()) {
            throw malformed(text, "no such form");
        }
        try {
            return new Genotype(cell(genotype.group(1)), cell(genotype.group(2)));
        } catch (BenchException e) {
            throw malformed(text, String.valueOf(e.getMessage()));
        }
    }

    private static BenchException malformed(String text, String found) {
        return new BenchException("'" + text + "' is no genotype of DARTS: " + found
                + "; wanted Genotype(normal=[('op', node), 8 in all], normal_concat=[2, 3, 4, 5], reduce=[...], "
                + "reduce_concat=[2, 3, 4, 5])");
    }

    private static Cell cell(String text) {
        List<Edge> edges = new ArrayList<>();
        Matcher edge = EDGE.matcher(text);
        while (edge.lookingAt()) {
            edges.add(new Edge(Operation.of(edge.group(1)), Integer.parseInt(edge.group(2))));
            edge.region(edge.end(), text.length());
        }
        if (edge.regionStart() < text.length()) {
            throw new BenchException("'" + text.substring(edge.regionStart()) + "' is no edge");
        }
        return new Cell(edges);
    }

    static String format(Genotype genotype) {
        return "Genotype(normal=" + format(genotype.normal()) + ", normal_concat=[2, 3, 4, 5], reduce="
                + format(genotype.reduce()) + ", reduce_concat=[2, 3, 4, 5])";
    }

    private static String format(Cell cell) {
        return cell.edges().stream()
                .map(edge -> "('" + edge.operation().label() + "', " + edge.input() + ")")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
