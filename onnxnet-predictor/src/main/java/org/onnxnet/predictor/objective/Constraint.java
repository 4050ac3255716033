package org.onnxnet.predictor.objective;

/**
 * What a network must keep to in order to be ranked at all.
 *
 * @param limit the least value that is good enough where more of the objective is better, else the most
 */
public record Constraint(Objective objective, double limit) {
    public Constraint {
        if (Double.isNaN(limit)) {
            throw new IllegalArgumentException("the limit of " + objective.name() + " is NaN, wanted a number");
        }
    }

    /** Whether a value of the objective keeps to the limit; one that is unknown does not. */
    boolean allows(double value) {
        return objective.larger() ? value >= limit : value <= limit;
    }

    @Override
    public String toString() {
        return objective.name() + (objective.larger() ? " >= " : " <= ") + limit;
    }
}
