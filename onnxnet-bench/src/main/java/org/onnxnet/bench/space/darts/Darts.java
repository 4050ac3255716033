package org.onnxnet.bench.space.darts;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.onnxnet.bench.network.NetworkBuilder;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.space.SearchSpace;

/**
 * Every genotype that the code of DARTS builds a network of, more than NAS-Bench-301 has: an edge may be {@code none}, and both
 * edges into a node may read one node. The defaults are the 36 channels and 20 cells of the publication.
 *
 * <p>That code multiplies what {@code none} reads by 0 and still adds it, on every other row and column where the edge halves
 * height and width; such products stay in the network. Two edges from one node are two layers with parameters of their own,
 * or, where the operation has none, one value that is added to itself. An input of the cell that no edge reads is dropped from
 * the network, but its parameters count.
 */
public final class Darts implements SearchSpace<Genotype> {
    private static final NetworkOptions DEFAULTS = NetworkOptions.of(36, 20, "logits");

    @Override
    public String name() {
        return "darts";
    }

    @Override
    public String description() {
        return "DARTS: a normal and a reduction cell of 8 edges each with 8 operations, none among them";
    }

    @Override
    public Genotype parse(String text) {
        return GenotypeText.parse(text);
    }

    @Override
    public String format(Genotype genotype) {
        return genotype.toString();
    }

    /** Does nothing: every genotype is in the space. */
    @Override
    public void validate(Genotype genotype) {}

    @Override
    public Genotype sample(RandomGenerator random) {
        return new Genotype(cell(random), cell(random));
    }

    private static Cell cell(RandomGenerator random) {
        Operation[] operations = Operation.values();
        List<Edge> edges = new ArrayList<>();
        for (int place = 0; place < Cell.EDGES; place++) {
            edges.add(new Edge(operations[random.nextInt(operations.length)], random.nextInt(Cell.nodeOf(place))));
        }
        return new Cell(edges);
    }

    /** The genotypes in which one edge has another operation or reads another node. */
    @Override
    public Stream<Genotype> neighbours(Genotype genotype) {
        return genotype.neighbours();
    }

    @Override
    public String canonicalForm(Genotype genotype) {
        return CanonicalForm.of(genotype);
    }

    @Override
    public NetworkOptions defaults() {
        return DEFAULTS;
    }

    @Override
    public void describe(Genotype genotype, NetworkOptions options, NetworkBuilder net) {
        Layers.network(net, genotype, options);
    }
}
