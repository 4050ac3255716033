package org.onnxnet.predictor.metric;

/**
 * Compares predicted scores with true values. All methods are pure functions; the arrays are not changed.
 *
 * <p>Both arrays have one entry per network, and higher is better in both. Every method throws
 * {@link IllegalArgumentException} where the lengths differ or a value is NaN.
 */
public final class Metrics {
    private Metrics() {}

    /**
     * Kendall's tau-b in O(n log n): {@code (C - D) / sqrt((N - T) * (N - U))}, where of the {@code N = n(n-1)/2} pairs
     * {@code C} are in the same order in both arrays, {@code D} in the opposite order, and {@code T} and {@code U} are tied
     * in the first and in the second.
     *
     * @return -1 to 1; NaN where it is not defined: fewer than two entries, or all entries of one array equal
     * @see <a href="https://doi.org/10.1093/biomet/33.3.239">Kendall 1945, The treatment of ties in ranking problems</a>
     * @see <a href="https://doi.org/10.1080/01621459.1966.10480879">Knight 1966, the algorithm</a>
     */
    public static double kendallTau(double[] predicted, double[] actual) {
        Pairs.requireComparable(predicted, actual);
        return KendallTau.of(predicted, actual).tau();
    }

    /**
     * The two-sided probability of a {@link #kendallTau} at least this far from 0 if the arrays are independent. It is exact
     * where nothing is tied and {@code n <= 33} or at most one pair (or all but one) is out of order, and the normal
     * approximation with the variance for ties elsewhere: the choice that SciPy's {@code kendalltau} makes.
     *
     * @return 0 to 1; NaN where tau is NaN
     * @see <a href="https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.kendalltau.html">scipy.stats.kendalltau</a>
     */
    public static double kendallTauPValue(double[] predicted, double[] actual) {
        Pairs.requireComparable(predicted, actual);
        return KendallTau.of(predicted, actual).pValue();
    }

    /**
     * Spearman's rho: the {@link #pearson} correlation of the ranks, where tied entries share the mean of their ranks.
     *
     * @return -1 to 1; NaN where it is not defined: fewer than two entries, or all entries of one array equal
     */
    public static double spearman(double[] predicted, double[] actual) {
        Pairs.requireComparable(predicted, actual);
        return PearsonCorrelation.of(Ranks.ascending(predicted), Ranks.ascending(actual));
    }

    /**
     * Pearson's r: {@code sum((p - mean p)(a - mean a)) / sqrt(sum((p - mean p)^2) * sum((a - mean a)^2))}.
     *
     * @return -1 to 1; NaN where it is not defined: fewer than two entries, or all entries of one array equal
     * @throws IllegalArgumentException also where a value is infinite
     */
    public static double pearson(double[] predicted, double[] actual) {
        Pairs.requireFinite(predicted, actual);
        return PearsonCorrelation.of(predicted, actual);
    }

    /**
     * The mean absolute error {@code sum(|p - a|) / n}, in the unit of the arrays.
     *
     * @return at least 0; NaN for no entries
     * @throws IllegalArgumentException also where a value is infinite
     */
    public static double meanAbsoluteError(double[] predicted, double[] actual) {
        Pairs.requireFinite(predicted, actual);
        double sum = 0;
        for (int i = 0; i < predicted.length; i++) {
            sum += Math.abs(predicted[i] - actual[i]);
        }
        return sum / predicted.length;
    }

    /**
     * The share of the {@code k} networks with the highest predictions that belong to the {@code k} truly best. A network
     * belongs to them if its true value is at least the {@code k}-th highest, so it does not matter how true ties are
     * broken; predictions that tie are taken by index, as a ranking does.
     *
     * @param k 1 to n; precision at 1 % of n networks is {@code k = n / 100}
     * @return 0 to 1
     */
    public static double precisionAt(int k, double[] predicted, double[] actual) {
        return TopPicks.of(k, predicted, actual).precision();
    }

    /**
     * The highest true value among the {@code k} networks with the highest predictions: what a search has in hand after it
     * has trained its first {@code k} picks. Predictions that tie are taken by index.
     *
     * @param k 1 to n
     */
    public static double bestAt(int k, double[] predicted, double[] actual) {
        return TopPicks.of(k, predicted, actual).best();
    }

    /**
     * The true rank, from 1, of the network that {@link #bestAt} finds: one more than the number of networks that are truly
     * better. Divided by n this is the figure that the literature on architecture search calls BR@K.
     *
     * @param k 1 to n
     * @return 1 to n
     */
    public static int bestRankAt(int k, double[] predicted, double[] actual) {
        return TopPicks.of(k, predicted, actual).bestRank();
    }

    /**
     * What the first {@code k} picks leave on the table: the highest true value of all minus {@link #bestAt}.
     *
     * @param k 1 to n
     * @return at least 0, in the unit of the true values; 0 also where both are the same infinity
     */
    public static double regretAt(int k, double[] predicted, double[] actual) {
        return TopPicks.of(k, predicted, actual).regret();
    }
}
