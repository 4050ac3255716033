package org.onnxnet.predictor.metric;

/** Tails of the standard normal distribution. */
public final class NormalDistribution {
    // Below this the series needs few terms and loses no digits; above it the continued fraction converges fast.
    private static final double SERIES_UP_TO = 2.5;

    private NormalDistribution() {}

    /** The probability of a value at least {@code |z|} from 0, to about 13 digits also where it is tiny. */
    static double twoSided(double z) {
        double x = Math.abs(z) / Math.sqrt(2);
        return x < SERIES_UP_TO ? 1 - errorFunction(x) : complementByFraction(x);
    }

    /** The probability of a value below {@code z}. */
    public static double cumulative(double z) {
        double tail = twoSided(z) / 2;
        return z < 0 ? tail : 1 - tail;
    }

    /** The error function by its series (<a href="https://dlmf.nist.gov/7.6.E2">DLMF 7.6.2</a>): all terms positive. */
    private static double errorFunction(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; term > sum * 1e-17; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    /** The complement by its continued fraction (<a href="https://dlmf.nist.gov/7.9.E1">DLMF 7.9.1</a>), inside out. */
    private static double complementByFraction(double x) {
        double tail = x;
        for (int n = 200; n >= 1; n--) {
            tail = x + n / 2.0 / tail;
        }
        return Math.exp(-x * x) / Math.sqrt(Math.PI) / tail;
    }
}
