package org.onnxnet.bench.space.nasbench301;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.onnxnet.bench.network.Feature;
import org.onnxnet.bench.network.Kernel;
import org.onnxnet.bench.network.NetworkBuilder;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.space.FiniteSpace;

/**
 * The 10^18 pairs of cells of NAS-Bench-301, in the network that DARTS trains to evaluate them: {@code layers} cells, those after a
 * third and two thirds of them reduction cells, the first of {@code channels}. The auxiliary classifier is there in training only.
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
        return text.stripLeading().startsWith("{") ? ConfigSpaceForm.parseJson(text) : GenotypeText.parse(text);
    }

    @Override
    public String format(Genotype genotype) {
        return genotype.toString();
    }

    /** Does nothing: every genotype is in the space. */
    @Override
    public void validate(Genotype genotype) {}

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
        Genotype sorted = genotype.sorted();
        return Numbering.number(sorted.normal()) * Numbering.CELLS + Numbering.number(sorted.reduce());
    }

    /** The genotypes in which one edge has another operation, or reads another node than it and its partner do. */
    @Override
    public Stream<Genotype> neighbours(Genotype genotype) {
        Genotype sorted = genotype.sorted();
        return Stream.concat(
                neighbours(sorted.normal()).map(normal -> new Genotype(normal, sorted.reduce())),
                neighbours(sorted.reduce()).map(reduce -> new Genotype(sorted.normal(), reduce)));
    }

    private static Stream<Cell> neighbours(Cell cell) {
        return IntStream.range(0, Cell.EDGES).boxed().flatMap(place -> {
            Edge edge = cell.edges().get(place);
            int partner = cell.edges().get(place ^ 1).input();
            Stream<Edge> operations = Arrays.stream(Operation.values())
                    .filter(operation -> operation != edge.operation())
                    .map(operation -> new Edge(operation, edge.input()));
            Stream<Edge> inputs = IntStream.range(0, Cell.nodeOf(place))
                    .filter(input -> input != edge.input() && input != partner)
                    .mapToObj(input -> new Edge(edge.operation(), input));
            return Stream.concat(operations, inputs)
                    .map(changed -> cell.with(place, changed).sorted());
        });
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
        int channels = options.channels();
        Feature before = net.convBn(net.image(), 3 * channels, Kernel.of(3));
        Feature last = before;
        boolean afterReduction = false;
        for (int layer = 0; layer < options.layers(); layer++) {
            boolean reduction = layer == options.layers() / 3 || layer == 2 * options.layers() / 3;
            if (reduction) {
                channels *= 2;
            }
            Cell cell = reduction ? genotype.reduce() : genotype.normal();
            Feature next = Layers.cell(net, cell, before, last, channels, reduction, afterReduction);
            before = last;
            last = next;
            afterReduction = reduction;
        }
        net.output(net.linear(net.view(net.globalAveragePool(last)), options.classes()));
    }
}
