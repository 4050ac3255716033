package org.onnxnet.bench.space.transnas;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onnxnet.bench.BenchException;

/**
 * An architecture of the micro space: the operations between four nodes, each reading all before it. The networks around the cells
 * are all alike: five modules, {@code 41414}.
 *
 * @param edges six operations: 0 to 1, 0 to 2, 1 to 2, 0 to 3, 1 to 3, 2 to 3
 */
public record MicroCell(List<MicroOperation> edges) {
    /** Edges of a cell. */
    public static final int EDGES = 6;

    /** The modules of every network of the space. */
    static final MacroCode MODULES = MacroCode.ofDigits("41414");

    private static final Pattern FORM = Pattern.compile("64-41414-([0-3])_([0-3]{2})_([0-3]{3})");

    public MicroCell {
        edges = List.copyOf(edges);
        if (edges.size() != EDGES) {
            throw new BenchException("a cell of TransNAS-Bench-101 has " + EDGES + " edges, found " + edges.size());
        }
    }

    static MicroCell parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new BenchException("'" + text + "' is no network of the micro space of TransNAS-Bench-101, "
                    + "wanted 64-41414-d_dd_ddd with digits from 0 to 3");
        }
        return ofDigits(matcher.group(1) + matcher.group(2) + matcher.group(3));
    }

    static MicroCell ofDigits(String digits) {
        List<MicroOperation> edges = new ArrayList<>();
        digits.chars().forEach(digit -> edges.add(MicroOperation.ofDigit(digit - '0')));
        return new MicroCell(edges);
    }

    /** The operation on the edge between two nodes, {@code 0 <= source < target <= 3}. */
    public MicroOperation edge(int source, int target) {
        return edges.get(target * (target - 1) / 2 + source);
    }

    /** The same cell with another operation on one edge. */
    MicroCell with(int edge, MicroOperation operation) {
        List<MicroOperation> changed = new ArrayList<>(edges);
        changed.set(edge, operation);
        return new MicroCell(changed);
    }

    /** The published text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("64-41414-");
        for (int target = 1; target <= 3; target++) {
            text.append(target == 1 ? "" : "_");
            for (int source = 0; source < target; source++) {
                text.append(edge(source, target).digit());
            }
        }
        return text.toString();
    }
}
