package org.onnxnet.predictor.feature;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * How many layers of some kinds lie on the paths from the data to the output of a network.
 *
 * @param fewest on the path with the fewest
 * @param most on the path with the most
 * @param mean on a path walked from the output backwards, where each wire of a layer is taken equally often
 * @param deviation the standard deviation on such paths
 */
record PathLengths(double fewest, double most, double mean, double deviation) {
    static PathLengths of(LayerGraph graph, Predicate<LayerKind> counted) {
        int size = graph.size();
        double[] fewest = new double[size];
        double[] most = new double[size];
        double[] mean = new double[size];
        double[] square = new double[size];
        for (int layer = 0; layer < size; layer++) {
            int[] read = graph.sources().get(layer);
            double own = counted.test(graph.kinds().get(layer)) ? 1 : 0;
            if (read.length > 0) {
                fewest[layer] =
                        Arrays.stream(read).mapToDouble(i -> fewest[i]).min().orElse(0);
                most[layer] =
                        Arrays.stream(read).mapToDouble(i -> most[i]).max().orElse(0);
                mean[layer] =
                        Arrays.stream(read).mapToDouble(i -> mean[i]).average().orElse(0);
                square[layer] = Arrays.stream(read)
                        .mapToDouble(i -> square[i])
                        .average()
                        .orElse(0);
            }
            fewest[layer] += own;
            most[layer] += own;
            square[layer] += own * (2 * mean[layer] + own);
            mean[layer] += own;
        }
        int last = size - 1;
        double variance = Math.max(0, square[last] - mean[last] * mean[last]);
        return new PathLengths(fewest[last], most[last], mean[last], Math.sqrt(variance));
    }

    /** The natural logarithm of the number of paths from the data to the output; 0 where there is none. */
    static double logCount(LayerGraph graph) {
        double[] log = new double[graph.size()];
        for (int layer = 1; layer < log.length; layer++) {
            int[] read = graph.sources().get(layer);
            double top = Arrays.stream(read).mapToDouble(i -> log[i]).max().orElse(0);
            log[layer] = read.length == 0
                    ? 0
                    : top
                            + Math.log(Arrays.stream(read)
                                    .mapToDouble(i -> Math.exp(log[i] - top))
                                    .sum());
        }
        return log[log.length - 1];
    }
}
