package org.onnxnet.cli.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.onnxnet.analysis.NetworkStatistics;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.cli.output.Progress;
import org.onnxnet.predictor.Baseline;
import org.onnxnet.simplify.SimplifyMode;

/**
 * The scores of all untrained baselines for architectures of one space.
 *
 * @param keys of the architectures
 * @param scores one row an architecture, in the order of {@link Baseline#all}
 */
record BaselineFigures(List<String> keys, List<double[]> scores) {
    /**
     * Builds the networks on all processors and keeps nothing of them but the scores.
     *
     * @param keys architectures of the space
     * @param most how many of them; a random sample where there are more
     */
    static <A> BaselineFigures of(SearchSpace<A> space, Collection<String> keys, int most, long seed) {
        List<String> chosen = sample(keys, most, seed);
        try (Progress progress = Progress.of(space.name(), chosen.size())) {
            List<double[]> scores = chosen.parallelStream()
                    .map(key -> {
                        double[] row = scores(space, key);
                        progress.step();
                        return row;
                    })
                    .toList();
            return new BaselineFigures(chosen, scores);
        }
    }

    private static List<String> sample(Collection<String> keys, int most, long seed) {
        List<String> chosen = new ArrayList<>(keys);
        if (chosen.size() <= most) {
            return chosen;
        }
        Collections.shuffle(chosen, new Random(seed));
        return List.copyOf(chosen.subList(0, most));
    }

    private static <A> double[] scores(SearchSpace<A> space, String key) {
        NetworkStatistics statistics =
                space.toGraph(space.parse(key)).simplify(SimplifyMode.CANONICAL).statistics();
        return Baseline.all().stream()
                .mapToDouble(baseline -> baseline.scoreOf(statistics))
                .toArray();
    }
}
