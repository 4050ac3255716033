package org.onnxnet.bench.space.darts;

import java.util.stream.Stream;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.network.NetworkBuilder;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.space.FiniteSpace;

/**
 * The 10^18 pairs of cells of NAS-Bench-301, in the network that it trained: that of DARTS with 32 channels and 8 cells.
 *
 * <p>The benchmark stores configurations, which do not say in which order the two edges into a node come; numbers, samples and
 * neighbours have them sorted by what they read. A genotype that is read from text keeps its order.
 */
public final class NasBench301 implements FiniteSpace<Genotype> {
    private static final NetworkOptions DEFAULTS = NetworkOptions.of(32, 8, "logits");

    @Override
    public String name() {
        return "nasbench301";
    }

    @Override
    public String description() {
        return "NAS-Bench-301: a normal and a reduction cell of DARTS, 8 edges each with 7 operations";
    }

    /** Reads {@code Genotype(...)}, or the configuration as a JSON object ({@link ConfigSpaceForm}). */
    @Override
    public Genotype parse(String text) {
        if (text.stripLeading().startsWith("{")) {
            return ConfigSpaceForm.parseJson(text);
        }
        Genotype genotype = GenotypeText.parse(text);
        validate(genotype);
        return genotype;
    }

    @Override
    public String format(Genotype genotype) {
        return genotype.toString();
    }

    /**
     * Refuses what only {@link Darts} has: {@code none}, and two edges from one node into one.
     *
     * @throws BenchException if the genotype is not one of the benchmark
     */
    @Override
    public void validate(Genotype genotype) {
        Numbering.require(genotype);
    }

    @Override
    public long count() {
        return Numbering.CELLS * Numbering.CELLS;
    }

    @Override
    public Genotype architecture(long index) {
        requireIndex(index);
        return new Genotype(Numbering.cell(index / Numbering.CELLS), Numbering.cell(index % Numbering.CELLS));
    }

    /** The number of the genotype with its edges sorted. */
    @Override
    public long indexOf(Genotype genotype) {
        validate(genotype);
        Genotype sorted = genotype.sorted();
        return Numbering.number(sorted.normal()) * Numbering.CELLS + Numbering.number(sorted.reduce());
    }

    /** The genotypes of the benchmark in which one edge has another operation or reads another node. */
    @Override
    public Stream<Genotype> neighbours(Genotype genotype) {
        validate(genotype);
        return genotype.sorted().neighbours().filter(Numbering::has).map(Genotype::sorted);
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
