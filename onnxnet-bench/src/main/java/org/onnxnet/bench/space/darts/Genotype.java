package org.onnxnet.bench.space.darts;

import java.util.stream.Stream;

/**
 * An architecture.
 *
 * @param normal the cell that keeps height and width
 * @param reduce the cell that halves them
 */
public record Genotype(Cell normal, Cell reduce) {
    /** The genotypes in which one edge has another operation or reads another node. */
    Stream<Genotype> neighbours() {
        return Stream.concat(
                normal.neighbours().map(other -> new Genotype(other, reduce)),
                reduce.neighbours().map(other -> new Genotype(normal, other)));
    }

    /** The same with the edges into each node in the order of what they read, as configurations have them. */
    public Genotype sorted() {
        return new Genotype(normal.sorted(), reduce.sorted());
    }

    /** The published text. */
    @Override
    public String toString() {
        return GenotypeText.format(this);
    }
}
