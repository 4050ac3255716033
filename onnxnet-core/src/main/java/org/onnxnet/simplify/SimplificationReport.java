package org.onnxnet.simplify;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the simplifier did.
 *
 * @param nodesBefore nodes of the model, those of nested graphs and local functions included
 * @param nodesAfter likewise
 * @param rewrites in the order they were done
 * @param refused edits that a rule proposed and that were not done, because the result would not have been a valid model
 * @param notes why the work is not complete: a spent budget, a model that is too broken to work on, or data that cannot be
 *     read; empty if all went well
 * @param failures rules that broke, each of them a mistake in this library; what they would have done is left undone, whole
 */
public record SimplificationReport(
        SimplifyMode mode,
        int nodesBefore,
        int nodesAfter,
        List<Rewrite> rewrites,
        List<Rewrite> refused,
        List<String> notes,
        List<Failure> failures) {

    /**
     * One rewrite.
     *
     * @param rule name of the rule, or {@code RaiseFileFormat} for what was done to the file as a whole
     * @param nodes the nodes that went, as text
     * @param reason why it was right, or why it was refused
     */
    public record Rewrite(String rule, List<String> nodes, String reason) {
        public Rewrite {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * A rule that threw an exception which says nothing of the model.
     *
     * @param rule name of the rule
     * @param subject the node, initializer or function that it looked at, as text
     */
    public record Failure(String rule, String subject, RuntimeException exception) {
        /** {@code RemoveFoo at 'node_3' Foo(x) -> y: java.lang...}. */
        @Override
        public String toString() {
            return rule + " at " + subject + ": " + exception;
        }
    }

    public SimplificationReport {
        rewrites = List.copyOf(rewrites);
        refused = List.copyOf(refused);
        notes = List.copyOf(notes);
        failures = List.copyOf(failures);
    }

    public boolean isComplete() {
        return notes.isEmpty() && failures.isEmpty();
    }

    /** How often each rule was applied, by name. */
    public Map<String, Integer> countsByRule() {
        Map<String, Integer> counts = new TreeMap<>();
        rewrites.forEach(rewrite -> counts.merge(rewrite.rule(), 1, Integer::sum));
        return counts;
    }

    /** {@code LOSSLESS: 175 -> 120 nodes, RemoveIdentity 7, ...}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(mode + ": " + nodesBefore + " -> " + nodesAfter + " nodes");
        countsByRule()
                .forEach((rule, count) ->
                        text.append(", ").append(rule).append(' ').append(count));
        notes.forEach(note -> text.append("; ").append(note));
        failures.forEach(failure -> text.append("; ").append(failure));
        return text.toString();
    }
}
