package org.onnxnet.bench.space.transnas;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.onnxnet.bench.network.NetworkBuilder;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.space.FiniteSpace;

/**
 * The 4,096 cells of TransNAS-Bench-101, numbered by their digits to base 4. A stem of {@code channels} that divides height and
 * width by 4, then five modules of {@code layers} cells, of which the first, third and fifth double the channels and halve height
 * and width. The default options are those of a network for CIFAR-10; {@link Task#options} gives those of the benchmark.
 */
public final class TransNasMicro implements FiniteSpace<MicroCell> {
    private static final NetworkOptions DEFAULTS = NetworkOptions.of(64, 2, Task.LOGITS);
    private static final int COUNT = 4096;

    @Override
    public String name() {
        return "transnas-micro";
    }

    @Override
    public String description() {
        return "TransNAS-Bench-101, cells: 6 edges with 4 operations, heads for 7 tasks";
    }

    @Override
    public MicroCell parse(String text) {
        return MicroCell.parse(text);
    }

    @Override
    public String format(MicroCell cell) {
        return cell.toString();
    }

    /** Does nothing: every cell is in the space. */
    @Override
    public void validate(MicroCell cell) {}

    @Override
    public long count() {
        return COUNT;
    }

    @Override
    public MicroCell architecture(long index) {
        requireIndex(index);
        String digits = Long.toString(COUNT + index, 4);
        return MicroCell.ofDigits(digits.substring(1));
    }

    @Override
    public long indexOf(MicroCell cell) {
        return cell.edges().stream().mapToLong(MicroOperation::digit).reduce(0, (sum, digit) -> 4 * sum + digit);
    }

    /** The 18 cells with another operation on one edge. */
    @Override
    public Stream<MicroCell> neighbours(MicroCell cell) {
        return IntStream.range(0, MicroCell.EDGES)
                .boxed()
                .flatMap(edge -> Arrays.stream(MicroOperation.values())
                        .filter(operation -> operation != cell.edges().get(edge))
                        .map(operation -> cell.with(edge, operation)));
    }

    @Override
    public String canonicalForm(MicroCell cell) {
        return MicroCanonicalForm.of(cell);
    }

    @Override
    public NetworkOptions defaults() {
        return DEFAULTS;
    }

    @Override
    public List<String> heads() {
        return Task.heads();
    }

    @Override
    public void describe(MicroCell cell, NetworkOptions options, NetworkBuilder net) {
        Layers.Block block = (x, channels, stride) -> Layers.cell(net, cell, x, channels, stride);
        Heads.describe(net, options, image -> Layers.encoder(net, image, options, MicroCell.MODULES, block));
    }
}
