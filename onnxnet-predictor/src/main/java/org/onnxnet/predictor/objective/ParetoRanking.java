package org.onnxnet.predictor.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.onnxnet.OnnxGraph;

/**
 * Candidates in the order of their Pareto fronts; within a front those with more room around them come first. Immutable, if the
 * items are.
 *
 * <pre>{@code
 * ParetoRanking<OnnxGraph> ranking = ParetoRanking.of(
 *         candidates, Function.identity(), List.of(Objective.of(predictor), Objective.params()), List.of());
 * }</pre>
 *
 * @param objectives what was wanted
 * @param entries those that keep to all constraints, best first
 * @param refused the others, in the order given
 */
public record ParetoRanking<T>(List<Objective> objectives, List<Entry<T>> entries, List<Refused<T>> refused) {
    /**
     * One candidate.
     *
     * @param front its front, from 1: nothing among the candidates is better in every way than those of the first
     * @param values one for each objective
     * @param index its place in the list that was ranked, from 0
     */
    public record Entry<T>(int front, T item, List<Double> values, int index) {}

    /**
     * A candidate that is not ranked.
     *
     * @param reason what it does not keep to, or what is unknown of it
     */
    public record Refused<T>(T item, int index, String reason) {}

    public ParetoRanking {
        objectives = List.copyOf(objectives);
        entries = List.copyOf(entries);
        refused = List.copyOf(refused);
    }

    /**
     * Ranks candidates.
     *
     * @param graphOf gives the network of a candidate; called once for each, in order
     * @param objectives one or more
     * @param constraints what a candidate must keep to; may be of objectives that are not ranked by
     * @throws IllegalArgumentException if there is no objective
     * @throws org.onnxnet.graph.OnnxNetException if a network cannot be worked on
     */
    public static <T> ParetoRanking<T> of(
            List<T> candidates,
            Function<? super T, OnnxGraph> graphOf,
            List<Objective> objectives,
            List<Constraint> constraints) {
        if (objectives.isEmpty()) {
            throw new IllegalArgumentException("no objective, wanted one or more to rank by");
        }
        List<OnnxGraph> graphs = candidates.stream().<OnnxGraph>map(graphOf).toList();
        double[][] values = columns(graphs, objectives);
        double[][] limited =
                columns(graphs, constraints.stream().map(Constraint::objective).toList());
        List<Integer> kept = new ArrayList<>();
        List<Refused<T>> refused = new ArrayList<>();
        for (int i = 0; i < graphs.size(); i++) {
            String reason = reason(i, values, objectives, limited, constraints);
            if (reason.isEmpty()) {
                kept.add(i);
            } else {
                refused.add(new Refused<>(candidates.get(i), i, reason));
            }
        }
        return new ParetoRanking<>(objectives, ranked(candidates, objectives, values, kept), refused);
    }

    /** One row an objective. */
    private static double[][] columns(List<OnnxGraph> graphs, List<Objective> objectives) {
        return objectives.stream()
                .map(objective -> objective.values().apply(graphs))
                .toArray(double[][]::new);
    }

    private static String reason(
            int index,
            double[][] values,
            List<Objective> objectives,
            double[][] limited,
            List<Constraint> constraints) {
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i][index])) {
                reasons.add(objectives.get(i).name() + " is unknown");
            }
        }
        for (int i = 0; i < limited.length; i++) {
            if (!constraints.get(i).allows(limited[i][index])) {
                reasons.add(constraints.get(i).objective().name() + " is " + limited[i][index] + ", wanted "
                        + constraints.get(i));
            }
        }
        return String.join("; ", reasons);
    }

    private static <T> List<Entry<T>> ranked(
            List<T> candidates, List<Objective> objectives, double[][] values, List<Integer> kept) {
        double[][] points =
                kept.stream().map(index -> point(index, objectives, values)).toArray(double[][]::new);
        List<Entry<T>> entries = new ArrayList<>();
        List<List<Integer>> fronts = ParetoFronts.of(points);
        for (int front = 0; front < fronts.size(); front++) {
            List<Integer> members = fronts.get(front);
            double[] room = ParetoFronts.crowding(points, members);
            Integer[] order = new Integer[members.size()];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, Comparator.comparingDouble(i -> -room[i]));
            for (int i : order) {
                int index = kept.get(members.get(i));
                List<Double> own =
                        Arrays.stream(values).map(column -> column[index]).toList();
                entries.add(new Entry<>(front + 1, candidates.get(index), own, index));
            }
        }
        return entries;
    }

    /** The values of a candidate, turned so that less is better. */
    private static double[] point(int index, List<Objective> objectives, double[][] values) {
        double[] point = new double[values.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = objectives.get(i).larger() ? -values[i][index] : values[i][index];
        }
        return point;
    }

    /** The candidates that nothing is better than in every way. */
    public List<T> best() {
        return entries.stream()
                .filter(entry -> entry.front() == 1)
                .map(Entry::item)
                .toList();
    }

    /** A header and one line for each of the first ten entries. */
    @Override
    public String toString() {
        String header = entries.size() + " entries by "
                + objectives.stream().map(Objective::name).toList() + ", " + refused.size() + " refused";
        return header
                + entries.stream()
                        .limit(10)
                        .map(entry -> "\n" + entry.front() + ". " + entry.values() + "  "
                                + entry.item().toString().lines().findFirst().orElse(""))
                        .collect(Collectors.joining());
    }
}
