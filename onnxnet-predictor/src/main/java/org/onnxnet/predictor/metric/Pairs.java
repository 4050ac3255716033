package org.onnxnet.predictor.metric;

/** What must hold of two arrays before they are compared. */
final class Pairs {
    private Pairs() {}

    /** Same length, no NaN. */
    static void requireComparable(double[] predicted, double[] actual) {
        if (predicted.length != actual.length) {
            throw new IllegalArgumentException("found " + predicted.length + " predicted and " + actual.length
                    + " true values, wanted one of each per network");
        }
        for (int i = 0; i < predicted.length; i++) {
            if (Double.isNaN(predicted[i]) || Double.isNaN(actual[i])) {
                throw refusal(Double.isNaN(predicted[i]) ? "predicted" : "true", i, Double.NaN);
            }
        }
    }

    /** Same length, no NaN, nothing infinite. */
    static void requireFinite(double[] predicted, double[] actual) {
        requireComparable(predicted, actual);
        for (int i = 0; i < predicted.length; i++) {
            if (Double.isInfinite(predicted[i])) {
                throw refusal("predicted", i, predicted[i]);
            }
            if (Double.isInfinite(actual[i])) {
                throw refusal("true", i, actual[i]);
            }
        }
    }

    private static IllegalArgumentException refusal(String which, int index, double found) {
        return new IllegalArgumentException("the " + which + " value at index " + index + " is " + found
                + ", wanted a number; leave this network out of both arrays");
    }
}
