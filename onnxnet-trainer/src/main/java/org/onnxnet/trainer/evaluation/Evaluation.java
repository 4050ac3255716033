package org.onnxnet.trainer.evaluation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How scores agree with labels, apart for each group and each output of the model.
 *
 * @param parts in the order of the outputs, then of the groups
 */
public record Evaluation(List<Part> parts) {
    /** Of no rows. */
    public static final Evaluation NONE = new Evaluation(List.of());

    /**
     * Figures of the rows that compare with each other.
     *
     * @param group of the rows
     * @param output of the model, from 0
     * @param rows how many have a label for the output
     * @param tau Kendall's tau-b; NaN where it is not defined
     * @param rho Spearman's rho; NaN where it is not defined
     * @param mae mean absolute error; it says something only where the loss was about values and not about order
     * @param residual standard deviation of the scores about the straight line that explains them best by the labels
     */
    public record Part(String group, int output, int rows, double tau, double rho, double mae, double residual) {}

    public Evaluation {
        parts = List.copyOf(parts);
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The mean over the parts that have one; NaN where none has. */
    public double tau() {
        return mean(Part::tau);
    }

    /** The mean over the parts that have one; NaN where none has. */
    public double rho() {
        return mean(Part::rho);
    }

    /** The mean over the parts; NaN where there are none. */
    public double mae() {
        return mean(Part::mae);
    }

    /** The mean over the parts; NaN where there are none. */
    public double residual() {
        return mean(Part::residual);
    }

    private double mean(ToDoubleFunction<Part> figure) {
        return parts.stream()
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }
}
