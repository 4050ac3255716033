package org.onnxnet.cli.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network with what can be counted in it, which needs no training.
 *
 * @param key its space and architecture
 * @param counts its features
 */
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared, never given away
record CountedNetwork(String key, String text, float[] counts) {
    /** How many deviations from the mean a label may be; what is further away says no more than that it is far. */
    private static final double MOST = 4;

    /**
     * Labels to pre-train on: the features that differ at all, with mean 0 and deviation 1 over all networks where they are finite.
     *
     * @return one list a network, in order; NaN where a count is unknown
     */
    static List<List<Double>> labels(List<CountedNetwork> networks) {
        int features = networks.get(0).counts().length;
        List<double[]> columns = IntStream.range(0, features)
                .mapToObj(feature -> networks.stream()
                        .mapToDouble(network -> network.counts()[feature])
                        .toArray())
                .filter(CountedNetwork::varies)
                .map(CountedNetwork::standardised)
                .toList();
        return IntStream.range(0, networks.size())
                .mapToObj(network ->
                        columns.stream().map(column -> column[network]).toList())
                .toList();
    }

    private static boolean varies(double[] column) {
        return Arrays.stream(column)
                        .filter(Double::isFinite)
                        .distinct()
                        .limit(2)
                        .count()
                == 2;
    }

    private static double[] standardised(double[] column) {
        double[] finite = Arrays.stream(column).filter(Double::isFinite).toArray();
        double mean = Arrays.stream(finite).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(finite)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
        return Arrays.stream(column)
                .map(value -> Double.isNaN(value) ? value : Math.max(-MOST, Math.min(MOST, (value - mean) / deviation)))
                .toArray();
    }
}
