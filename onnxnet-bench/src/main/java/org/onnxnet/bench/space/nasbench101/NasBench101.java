package org.onnxnet.bench.space.nasbench101;

import java.util.stream.Stream;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.network.Feature;
import org.onnxnet.bench.network.Kernel;
import org.onnxnet.bench.network.NetworkBuilder;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.space.FiniteSpace;

/**
 * The 423,624 classes of isomorphic cells of NAS-Bench-101. Three stacks of {@code layers} cells at {@code channels}, twice
 * and four times as many channels, with max pooling between them.
 *
 * <p>Published tables name a class by its hash ({@link #key}), and {@link #parse} reads it. The network that was trained is
 * that of one cell of the class, which the hash is read as: where channels do not divide evenly the order of the vertices
 * matters. A cell given as matrix and labels is built as it is given. Classes are numbered in the order of the published
 * enumeration; finding them takes seconds, once, as does the first hash that is read.
 */
public final class NasBench101 implements FiniteSpace<Cell> {
    private static final NetworkOptions DEFAULTS = NetworkOptions.of(128, 3, "logits");

    @Override
    public String name() {
        return "nasbench101";
    }

    @Override
    public String description() {
        return "NAS-Bench-101: cells of up to 7 vertices and 9 edges with 3 operations";
    }

    /** Reads the hash of a class, or {@code MATRIX:LABELS} as {@link Cell#toString} writes it, which is pruned. */
    @Override
    public Cell parse(String text) {
        return text.matches("[0-9a-f]{32}") ? ofHash(text) : CellText.parse(text);
    }

    private static Cell ofHash(String hash) {
        int index = HashIndex.all().indexOf(hash);
        if (index < 0) {
            throw new BenchException("no NAS-Bench-101 cell has the hash " + hash);
        }
        return Classes.all().cell(index);
    }

    @Override
    public String format(Cell cell) {
        return cell.toString();
    }

    /** The published hash, equal for isomorphic cells. */
    @Override
    public String key(Cell cell) {
        return GraphHash.of(cell);
    }

    /** Does nothing: every cell is of a class of the space. */
    @Override
    public void validate(Cell cell) {}

    @Override
    public long count() {
        return Classes.all().count();
    }

    /** The cell of a class that was trained. */
    @Override
    public Cell architecture(long index) {
        requireIndex(index);
        return Classes.all().cell((int) index);
    }

    /** The number of the class that a cell is of. */
    @Override
    public long indexOf(Cell cell) {
        return Classes.all().indexOf(cell);
    }

    /**
     * The classes, by their trained cells, that one edit leads to: another operation, an edge more or fewer, a vertex with
     * one edge in and one out more or fewer.
     */
    @Override
    public Stream<Cell> neighbours(Cell cell) {
        int self = Classes.all().indexOf(cell);
        return Edits.of(cell).stream()
                .mapToInt(Classes.all()::indexOf)
                .filter(index -> index != self)
                .distinct()
                .mapToObj(Classes.all()::cell);
    }

    /** The published hash. */
    @Override
    public String canonicalForm(Cell cell) {
        return key(cell);
    }

    @Override
    public NetworkOptions defaults() {
        return DEFAULTS;
    }

    @Override
    public void describe(Cell cell, NetworkOptions options, NetworkBuilder net) {
        Feature x = net.relu(net.convBn(net.image(), options.channels(), Kernel.of(3)));
        for (int stack = 0; stack < 3; stack++) {
            if (stack > 0) {
                x = net.maxPool(x, Kernel.of(2).withStride(2).withPadding(0));
            }
            for (int layer = 0; layer < options.layers(); layer++) {
                x = CellLayers.add(net, cell, x, options.channels() << stack);
            }
        }
        net.output(net.linear(net.spatialMean(x), options.classes()));
    }
}
