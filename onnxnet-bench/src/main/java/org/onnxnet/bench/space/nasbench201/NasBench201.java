package org.onnxnet.bench.space.nasbench201;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.onnxnet.bench.network.Feature;
import org.onnxnet.bench.network.NetworkBuilder;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.space.FiniteSpace;

/**
 * The 15,625 cells of NAS-Bench-201. Three stages of {@code layers} cells at {@code channels}, twice and four times as many
 * channels, a residual block before the second and third. Numbers are those of the published tables.
 */
public final class NasBench201 implements FiniteSpace<Cell> {
    private static final NetworkOptions DEFAULTS = NetworkOptions.of(16, 5, Layers.LOGITS);

    @Override
    public String name() {
        return "nasbench201";
    }

    @Override
    public String description() {
        return "NAS-Bench-201, the topology space of NATS-Bench: cells of 6 edges with 5 operations";
    }

    @Override
    public Cell parse(String text) {
        return Cell.parse(text);
    }

    @Override
    public String format(Cell cell) {
        return cell.toString();
    }

    /** Does nothing: every cell is in the space. */
    @Override
    public void validate(Cell cell) {}

    @Override
    public long count() {
        return ApiOrder.COUNT;
    }

    @Override
    public Cell architecture(long index) {
        requireIndex(index);
        return ApiOrder.cell((int) index);
    }

    @Override
    public long indexOf(Cell cell) {
        return ApiOrder.index(cell);
    }

    /** The 24 cells with another operation on one edge. */
    @Override
    public Stream<Cell> neighbours(Cell cell) {
        return IntStream.range(0, Cell.EDGES)
                .boxed()
                .flatMap(edge -> Arrays.stream(Operation.values())
                        .filter(operation -> operation != cell.edges().get(edge))
                        .map(operation -> cell.with(edge, operation)));
    }

    /** {@link CanonicalForm#ISOMORPHISM}. */
    @Override
    public String canonicalForm(Cell cell) {
        return CanonicalForm.ISOMORPHISM.of(cell);
    }

    @Override
    public NetworkOptions defaults() {
        return DEFAULTS;
    }

    @Override
    public List<String> heads() {
        return List.of(Layers.LOGITS, Layers.FEATURES_AND_LOGITS);
    }

    @Override
    public void describe(Cell cell, NetworkOptions options, NetworkBuilder net) {
        Feature x = Layers.stem(net, options.channels());
        for (int stage = 0; stage < 3; stage++) {
            int channels = options.channels() << stage;
            if (stage > 0) {
                x = Layers.reduction(net, x, channels);
            }
            for (int layer = 0; layer < options.layers(); layer++) {
                x = Layers.cell(net, cell, x, channels);
            }
        }
        Layers.head(net, x, options);
    }
}
