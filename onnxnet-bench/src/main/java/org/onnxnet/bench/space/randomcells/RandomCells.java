package org.onnxnet.bench.space.randomcells;

import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.onnxnet.bench.network.NetworkBuilder;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.space.SearchSpace;

/**
 * Cells of any operations in networks of any size, for pre-training (nobody has measured one). A published space of cells has one
 * skeleton, so that a model can tell by it where an architecture comes from instead of reading it. Some cells of NAS-Bench-201 are
 * here too: those without its {@code none}, which multiplies by 0.
 */
public final class RandomCells implements SearchSpace<CellNetwork> {
    private static final NetworkOptions DEFAULTS = NetworkOptions.of(16, 1, "logits");

    @Override
    public String name() {
        return "random-cells";
    }

    @Override
    public String description() {
        return "random cells of 3 to 6 nodes with 9 operations in networks of 8 to 64 channels; never measured";
    }

    @Override
    public CellNetwork parse(String text) {
        return CellNetwork.parse(text);
    }

    @Override
    public String format(CellNetwork network) {
        return network.toString();
    }

    /** Does nothing: every network of the type is in the space. */
    @Override
    public void validate(CellNetwork network) {}

    /** A network with any skeleton and a cell of few kinds of operations, so not each equally likely. */
    @Override
    public CellNetwork sample(RandomGenerator random) {
        return new CellNetwork(Skeleton.sample(random), Cell.sample(random));
    }

    /** Those with a skeleton one step away, or with another operation on one edge; the number of nodes stays. */
    @Override
    public Stream<CellNetwork> neighbours(CellNetwork network) {
        return Stream.concat(
                network.skeleton().neighbours().map(skeleton -> new CellNetwork(skeleton, network.cell())),
                network.cell().neighbours().map(cell -> new CellNetwork(network.skeleton(), cell)));
    }

    @Override
    public String canonicalForm(CellNetwork network) {
        return CanonicalForm.of(network);
    }

    @Override
    public NetworkOptions defaults() {
        return DEFAULTS;
    }

    @Override
    public void describe(CellNetwork network, NetworkOptions options, NetworkBuilder net) {
        options.requireSizeOf(DEFAULTS, name());
        new Layers(net, network).describe(options);
    }
}
