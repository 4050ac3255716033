package org.onnxnet.scoreboard;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The results of all tools on all models, and how they are told. */
final class ScoreTable {
    private final Map<String, List<Entry>> entries = new LinkedHashMap<>();

    /**
     * One model in the hands of one tool.
     *
     * @param nodesBefore the number of nodes of the original
     * @param failed whether the tool gave no file, on whatever model
     * @param nanos how long the tool took
     */
    record Entry(Path model, int nodesBefore, boolean failed, long nanos, Verdict verdict) {
        boolean has(Outcome outcome) {
            return verdict.outcome() == outcome;
        }
    }

    ScoreTable(List<String> tools) {
        tools.forEach(tool -> entries.put(tool, new ArrayList<>()));
    }

    void add(String tool, Entry entry) {
        Objects.requireNonNull(entries.get(tool), tool).add(entry);
    }

    String toMarkdown() {
        List<Integer> common = keptByAll();
        int before = common.stream().mapToInt(i -> first().get(i).nodesBefore()).sum();
        StringBuilder text = new StringBuilder("| " + first().size() + " models | "
                + String.join(" | ", entries.keySet()) + " |\n|---|" + "---:|".repeat(entries.size()) + "\n");
        row(text, "original runs and is deterministic", e -> !e.has(Outcome.UNKNOWN));
        for (Outcome outcome :
                List.of(Outcome.EXACT, Outcome.CLOSE, Outcome.DIFFERENT, Outcome.REFUSED, Outcome.FAILED)) {
            row(text, outcome.label(), e -> e.has(outcome));
        }
        row(
                text,
                "tool error or timeout on a model that cannot be compared",
                e -> e.failed() && e.has(Outcome.UNKNOWN));
        row(text, "valid before, fails the checker after", e -> e.verdict().newlyInvalid());
        row(text, "graph inputs changed", e -> e.verdict().inputsChanged());
        line(
                text,
                "nodes of the " + common.size() + " models that all keep right (" + before + " before)",
                list -> common.stream()
                        .mapToInt(i -> list.get(i).verdict().nodes())
                        .sum());
        line(
                text,
                "milliseconds for all models",
                list -> list.stream().mapToLong(Entry::nanos).sum() / 1_000_000);
        return text.toString();
    }

    /** One line for each model and tool. */
    String toTsv() {
        StringBuilder text = new StringBuilder(
                "tool\tmodel\toutcome\tnodes before\tnodes\tmicroseconds\tnewly invalid\tinputs changed\tdetail\n");
        entries.forEach((tool, list) -> list.forEach(e -> text.append(String.join(
                        "\t",
                        tool,
                        e.model().toString(),
                        e.verdict().outcome().name(),
                        Integer.toString(e.nodesBefore()),
                        Integer.toString(e.verdict().nodes()),
                        Long.toString(e.nanos() / 1000),
                        Boolean.toString(e.verdict().newlyInvalid()),
                        Boolean.toString(e.verdict().inputsChanged()),
                        e.verdict().detail()))
                .append('\n')));
        return text.toString();
    }

    private void row(StringBuilder text, String label, Predicate<Entry> counted) {
        line(text, label, list -> list.stream().filter(counted).count());
    }

    private void line(StringBuilder text, String label, java.util.function.ToLongFunction<List<Entry>> cell) {
        text.append("| ")
                .append(label)
                .append(" | ")
                .append(entries.values().stream()
                        .map(list -> Long.toString(cell.applyAsLong(list)))
                        .collect(Collectors.joining(" | ")))
                .append(" |\n");
    }

    private List<Entry> first() {
        return entries.values().iterator().next();
    }

    /** The models that every tool keeps right. */
    private List<Integer> keptByAll() {
        return IntStream.range(0, first().size())
                .filter(i -> entries.values().stream()
                        .allMatch(list -> list.get(i).verdict().outcome().isRight()))
                .boxed()
                .toList();
    }
}
