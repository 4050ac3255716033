package org.onnxnet.predictor.metric;

import java.util.Arrays;

/** Pearson's r of finite values. */
final class PearsonCorrelation {
    private PearsonCorrelation() {}

    static double of(double[] a, double[] b) {
        if (isConstant(a) || isConstant(b)) {
            return Double.NaN;
        }
        double[] x = centred(a);
        double[] y = centred(b);
        double product = 0;
        double squaresOfX = 0;
        double squaresOfY = 0;
        for (int i = 0; i < x.length; i++) {
            product += x[i] * y[i];
            squaresOfX += x[i] * x[i];
            squaresOfY += y[i] * y[i];
        }
        double r = product / Math.sqrt(squaresOfX * squaresOfY);
        return Math.max(-1, Math.min(1, r));
    }

    private static boolean isConstant(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    /**
     * Distances from the mean, in a unit in which the largest is near 1: neither the sum of huge values overflows nor
     * does the square of a tiny one vanish. Powers of two are the units, so no rounding is added.
     */
    private static double[] centred(double[] values) {
        double[] x = inUnitOfLargest(values);
        double mean = Arrays.stream(x).sum() / x.length;
        return inUnitOfLargest(Arrays.stream(x).map(value -> value - mean).toArray());
    }

    private static double[] inUnitOfLargest(double[] values) {
        double largest = Arrays.stream(values).map(Math::abs).max().orElse(1);
        int exponent = Math.getExponent(largest);
        return Arrays.stream(values).map(value -> Math.scalb(value, -exponent)).toArray();
    }
}
