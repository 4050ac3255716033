package org.onnxnet.predictor.objective;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.onnxnet.OnnxGraph;
import org.onnxnet.analysis.Count;
import org.onnxnet.analysis.NetworkStatistics;
import org.onnxnet.predictor.Predictor;
import org.onnxnet.simplify.SimplifyMode;

/**
 * What one wants of a network.
 *
 * @param name for reports and errors
 * @param values one for each network of a list; NaN where it is unknown
 * @param larger whether more is better
 */
public record Objective(String name, Function<List<OnnxGraph>, double[]> values, boolean larger) {
    /** A high score. */
    public static Objective of(Predictor predictor) {
        return new Objective(predictor.name(), predictor::score, true);
    }

    /** Few parameters, counted on the simplified network. */
    public static Objective params() {
        return few("params", NetworkStatistics::parameters);
    }

    /** Few multiply-accumulate operations for one example, counted on the simplified network. */
    public static Objective macs() {
        return few("macs", NetworkStatistics::macs);
    }

    /** Few numbers computed for one example, which decides how much memory it takes. */
    public static Objective activations() {
        return few("activations", NetworkStatistics::activations);
    }

    private static Objective few(String name, Function<NetworkStatistics, Count> figure) {
        return minimise(name, graph -> {
            Count count = figure.apply(graph.simplify(SimplifyMode.CANONICAL).statistics());
            return count.complete() ? count.value() : Double.NaN;
        });
    }

    /** Little of what the caller's function measures, such as latency on a device. */
    public static Objective minimise(String name, ToDoubleFunction<OnnxGraph> value) {
        return new Objective(name, each(value), false);
    }

    /** Much of what the caller's function measures. */
    public static Objective maximise(String name, ToDoubleFunction<OnnxGraph> value) {
        return new Objective(name, each(value), true);
    }

    private static Function<List<OnnxGraph>, double[]> each(ToDoubleFunction<OnnxGraph> value) {
        return graphs -> graphs.stream().mapToDouble(value).toArray();
    }

    /**
     * A limit to this objective.
     *
     * @param limit the least value that is good enough where more is better, else the most
     */
    public Constraint within(double limit) {
        return new Constraint(this, limit);
    }
}
