package org.onnxnet.bench.space.nasbenchmacro;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.network.Feature;
import org.onnxnet.bench.network.Kernel;
import org.onnxnet.bench.network.NetworkBuilder;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.space.FiniteSpace;

/**
 * The 6,561 networks of NAS-Bench-Macro, numbered by their digits to base 3: a stem of {@code channels}, three stages of 2, 3 and 3
 * layers, the first layer of each of which doubles the channels and halves height and width, and a head of 1,280 channels.
 */
public final class NasBenchMacro implements FiniteSpace<MacroArchitecture> {
    private static final NetworkOptions DEFAULTS = NetworkOptions.of(32, MacroArchitecture.LAYERS, "logits");
    private static final int[] STAGES = {2, 3, 3};
    private static final int HEAD = 1280;
    private static final int COUNT = 6561;

    @Override
    public String name() {
        return "nasbench-macro";
    }

    @Override
    public String description() {
        return "NAS-Bench-Macro: 8 layers, each the identity or one of 2 inverted residual blocks";
    }

    @Override
    public MacroArchitecture parse(String text) {
        return MacroArchitecture.parse(text);
    }

    @Override
    public String format(MacroArchitecture architecture) {
        return architecture.toString();
    }

    /** Does nothing: every architecture is in the space. */
    @Override
    public void validate(MacroArchitecture architecture) {}

    @Override
    public long count() {
        return COUNT;
    }

    @Override
    public MacroArchitecture architecture(long index) {
        requireIndex(index);
        return MacroArchitecture.parse(Long.toString(COUNT + index, 3).substring(1));
    }

    @Override
    public long indexOf(MacroArchitecture architecture) {
        return Long.parseLong(architecture.toString(), 3);
    }

    /** The 16 networks with another block in one layer. */
    @Override
    public Stream<MacroArchitecture> neighbours(MacroArchitecture architecture) {
        return IntStream.range(0, MacroArchitecture.LAYERS)
                .boxed()
                .flatMap(layer -> Arrays.stream(Block.values())
                        .filter(block -> block != architecture.blocks().get(layer))
                        .map(block -> architecture.with(layer, block)));
    }

    /** The text with the identities that do nothing moved to the end of their stage. */
    @Override
    public String canonicalForm(MacroArchitecture architecture) {
        StringBuilder text = new StringBuilder();
        int first = 0;
        for (int stage : STAGES) {
            String rest = architecture.toString().substring(first + 1, first + stage);
            String done = rest.replace("0", "");
            text.append(architecture.blocks().get(first).digit())
                    .append(done)
                    .append("0".repeat(rest.length() - done.length()));
            first += stage;
        }
        return text.toString();
    }

    @Override
    public NetworkOptions defaults() {
        return DEFAULTS;
    }

    @Override
    public void describe(MacroArchitecture architecture, NetworkOptions options, NetworkBuilder net) {
        if (options.layers() != MacroArchitecture.LAYERS) {
            throw new BenchException("found " + options.layers() + " layers, wanted the 8 that an architecture has");
        }
        Feature x = net.relu(net.convBn(net.image(), options.channels(), Kernel.of(3)));
        Iterator<Block> blocks = architecture.blocks().iterator();
        for (int stage : STAGES) {
            x = layer(net, blocks.next(), x, 2 * x.channels(), 2);
            for (int i = 1; i < stage; i++) {
                x = layer(net, blocks.next(), x, x.channels(), 1);
            }
        }
        x = net.relu(net.convBn(x, HEAD, Kernel.of(1)));
        net.output(net.linear(net.view(net.globalAveragePool(x)), options.classes()));
    }

    private static Feature layer(NetworkBuilder net, Block block, Feature x, int channels, int stride) {
        boolean same = stride == 1 && x.channels() == channels;
        if (block == Block.IDENTITY) {
            return same ? x : net.convBn(x, channels, Kernel.of(1).withStride(stride));
        }
        Feature wide = net.relu(net.convBn(x, block.expansion() * x.channels(), Kernel.of(1)));
        wide = net.relu(net.depthwiseConvBn(wide, Kernel.of(block.kernel()).withStride(stride)));
        Feature narrow = net.convBn(wide, channels, Kernel.of(1));
        return same ? net.add(narrow, x) : narrow;
    }
}
