package org.onnxnet.predictor.feature;

import java.util.stream.IntStream;

/**
 * A Gaussian process with the kernel {@code exp(-L1(a, b) / d)} on standardised features of {@code d} dimensions:
 * a smooth guess between the examples, that says how far it is from them. Immutable.
 *
 * @param points the examples, standardised, a row each
 * @param weights what each example adds to the mean
 * @see <a href="https://gaussianprocess.org/gpml/">Rasmussen and Williams 2006, algorithm 2.1</a>
 */
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared, never given away
record GaussianProcess(float[][] points, float[] weights) {
    /**
     * Fits in O(n^3).
     *
     * @param points standardised features, a row an example
     * @param labels of mean 0 and variance about 1
     * @param noise variance of the noise of the labels, more than 0
     */
    static GaussianProcess fit(float[][] points, double[] labels, double noise) {
        double[][] factor = kernel(points, noise);
        cholesky(factor);
        double[] solution = solve(factor, labels);
        float[] weights = new float[solution.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) solution[i];
        }
        return new GaussianProcess(points, weights);
    }

    private static double[][] kernel(float[][] points, double noise) {
        double[][] lower = new double[points.length][];
        IntStream.range(0, points.length).parallel().forEach(i -> {
            lower[i] = new double[i + 1];
            for (int j = 0; j < i; j++) {
                lower[i][j] = similarity(points[i], points[j]);
            }
            lower[i][i] = 1 + noise;
        });
        return lower;
    }

    /** 1 for equal points, towards 0 for points far apart. */
    static double similarity(float[] a, float[] b) {
        double distance = 0;
        for (int i = 0; i < a.length; i++) {
            distance += Math.abs(a[i] - b[i]);
        }
        return Math.exp(-distance / Math.max(1, a.length));
    }

    /** Puts the factor L of {@code A = L L^T} in the place of the lower triangle of A, column by column. */
    private static void cholesky(double[][] a) {
        for (int column = 0; column < a.length; column++) {
            double[] pivotRow = a[column];
            int c = column;
            pivotRow[c] = Math.sqrt(pivotRow[c] - dot(pivotRow, pivotRow, c));
            IntStream.range(column + 1, a.length)
                    .parallel()
                    .forEach(row -> a[row][c] = (a[row][c] - dot(a[row], pivotRow, c)) / pivotRow[c]);
        }
    }

    private static double dot(double[] a, double[] b, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The x of {@code L L^T x = b}. */
    private static double[] solve(double[][] factor, double[] b) {
        double[] x = b.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] = (x[i] - dot(factor[i], x, i)) / factor[i][i];
        }
        for (int i = x.length - 1; i >= 0; i--) {
            x[i] /= factor[i][i];
            for (int j = 0; j < i; j++) {
                x[j] -= factor[i][j] * x[i];
            }
        }
        return x;
    }

    /**
     * What is known of a point.
     *
     * @param mean 0 far from all examples
     * @param familiarity how like the nearest example it is: 1 where it is one of them, towards 0 where none is near
     */
    record Guess(double mean, double familiarity) {}

    /**
     * Guesses.
     *
     * @param point standardised
     */
    Guess at(float[] point) {
        double mean = 0;
        double most = 0;
        for (int i = 0; i < points.length; i++) {
            double similarity = similarity(points[i], point);
            mean += weights[i] * similarity;
            most = Math.max(most, similarity);
        }
        return new Guess(mean, most);
    }
}
