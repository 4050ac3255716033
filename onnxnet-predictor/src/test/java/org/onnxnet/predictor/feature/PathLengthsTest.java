package org.onnxnet.predictor.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PathLengthsTest {
    /** A layer reads one or two of those before it. */
    private static LayerGraph random(long seed, int size) {
        var random = new java.util.SplittableRandom(seed);
        List<LayerKind> kinds = new ArrayList<>(List.of(LayerKind.INPUT));
        List<int[]> sources = new ArrayList<>();
        sources.add(new int[0]);
        for (int layer = 1; layer < size; layer++) {
            int before = layer;
            kinds.add(random.nextBoolean() ? LayerKind.CONV : LayerKind.SUM);
            sources.add(IntStream.range(0, random.nextInt(1, 3))
                    .map(i -> random.nextInt(before))
                    .toArray());
        }
        return new LayerGraph(kinds, sources);
    }

    /** All paths from a layer back to the data, as how many convolutions lie on them, with how likely a walk takes them. */
    private static void walk(LayerGraph graph, int layer, int convs, double likely, List<double[]> paths) {
        int own = convs + (graph.kinds().get(layer) == LayerKind.CONV ? 1 : 0);
        int[] read = graph.sources().get(layer);
        if (read.length == 0) {
            paths.add(new double[] {own, likely});
        }
        for (int source : read) {
            walk(graph, source, own, likely / read.length, paths);
        }
    }

    @Property(tries = 200)
    void agreesWithAWalkOverAllPaths(@ForAll long seed, @ForAll @IntRange(min = 2, max = 14) int size) {
        LayerGraph graph = random(seed, size);
        List<double[]> paths = new ArrayList<>();
        walk(graph, size - 1, 0, 1, paths);
        PathLengths lengths = PathLengths.of(graph, kind -> kind == LayerKind.CONV);
        assertThat(lengths.fewest())
                .isEqualTo(paths.stream().mapToDouble(p -> p[0]).min().orElseThrow());
        assertThat(lengths.most())
                .isEqualTo(paths.stream().mapToDouble(p -> p[0]).max().orElseThrow());
        double mean = paths.stream().mapToDouble(p -> p[0] * p[1]).sum();
        double square = paths.stream().mapToDouble(p -> p[0] * p[0] * p[1]).sum();
        assertThat(lengths.mean()).isEqualTo(mean, within(1e-9));
        assertThat(lengths.deviation()).isEqualTo(Math.sqrt(Math.max(0, square - mean * mean)), within(1e-6));
        assertThat(PathLengths.logCount(graph)).isEqualTo(Math.log(paths.size()), within(1e-9));
    }

    @Test
    void theNumberOfPathsDoesNotOverflow() {
        List<LayerKind> kinds = new ArrayList<>(List.of(LayerKind.INPUT));
        List<int[]> sources = new ArrayList<>();
        sources.add(new int[0]);
        for (int layer = 1; layer <= 5000; layer++) {
            kinds.add(LayerKind.SUM);
            sources.add(new int[] {layer - 1, layer - 1});
        }
        assertThat(PathLengths.logCount(new LayerGraph(kinds, sources))).isEqualTo(5000 * Math.log(2), within(1e-6));
    }
}
