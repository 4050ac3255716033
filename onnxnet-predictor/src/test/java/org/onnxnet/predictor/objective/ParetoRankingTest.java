package org.onnxnet.predictor.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.onnxnet.OnnxGraph;
import org.onnxnet.predictor.Baseline;
import org.onnxnet.predictor.Cells;

class ParetoRankingTest {
    private static final List<OnnxGraph> NETWORKS = Cells.sample(30, 1);
    private static final Objective DEEP = Objective.of(Baseline.DEPTH);

    /** Peels fronts off by asking every pair. */
    private static List<List<Integer>> peeled(double[][] points) {
        List<Integer> open =
                new ArrayList<>(IntStream.range(0, points.length).boxed().toList());
        List<List<Integer>> fronts = new ArrayList<>();
        while (!open.isEmpty()) {
            List<Integer> front = open.stream()
                    .filter(a -> open.stream().noneMatch(b -> ParetoFronts.dominates(points[b], points[a])))
                    .toList();
            fronts.add(front);
            open.removeAll(front);
        }
        return fronts;
    }

    @Property(tries = 300)
    void frontsAreThoseOfTheDefinition(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int axes, @ForAll @IntRange(max = 40) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] points = new double[n][axes];
        for (double[] point : points) {
            for (int i = 0; i < axes; i++) {
                point[i] = random.nextInt(6);
            }
        }
        assertThat(ParetoFronts.of(points)).isEqualTo(peeled(points));
    }

    @Test
    void theEndsOfAFrontHaveTheMostRoom() {
        double[][] points = {{0, 4}, {1, 2}, {1.5, 1.9}, {4, 0}};
        double[] room = ParetoFronts.crowding(points, List.of(0, 1, 2, 3));
        assertThat(room[0]).isInfinite();
        assertThat(room[3]).isInfinite();
        assertThat(room[2]).isGreaterThan(room[1]);
    }

    @Test
    void ranksByTwoObjectives() {
        ParetoRanking<OnnxGraph> ranking =
                ParetoRanking.of(NETWORKS, Function.identity(), List.of(DEEP, Objective.params()), List.of());
        assertThat(ranking.entries()).hasSize(30);
        assertThat(ranking.entries().stream().map(ParetoRanking.Entry::front)).isSorted();
        for (OnnxGraph best : ranking.best()) {
            assertThat(NETWORKS)
                    .noneMatch(other -> Baseline.DEPTH.score(other) > Baseline.DEPTH.score(best)
                            && Baseline.PARAMS.score(other) < Baseline.PARAMS.score(best));
        }
    }

    @Test
    void refusesWhatDoesNotKeepToTheConstraints() {
        ParetoRanking<OnnxGraph> ranking = ParetoRanking.of(
                NETWORKS,
                Function.identity(),
                List.of(DEEP),
                List.of(Objective.params().within(1000)));
        assertThat(ranking.entries()).isNotEmpty().allMatch(entry -> Baseline.PARAMS.score(entry.item()) <= 1000);
        assertThat(ranking.refused())
                .isNotEmpty()
                .allMatch(refused -> refused.reason().matches("params is [0-9.]+, wanted params <= 1000.0"));
        assertThat(ranking.entries().size() + ranking.refused().size()).isEqualTo(30);
    }

    @Test
    void whatIsUnknownIsRefused() {
        Objective unknown = Objective.minimise("latency", graph -> Double.NaN);
        ParetoRanking<OnnxGraph> ranking = ParetoRanking.of(NETWORKS, Function.identity(), List.of(unknown), List.of());
        assertThat(ranking.entries()).isEmpty();
        assertThat(ranking.refused().get(0).reason()).isEqualTo("latency is unknown");
        assertThatThrownBy(() -> ParetoRanking.of(NETWORKS, Function.identity(), List.of(), List.of()))
                .hasMessage("no objective, wanted one or more to rank by");
    }
}
