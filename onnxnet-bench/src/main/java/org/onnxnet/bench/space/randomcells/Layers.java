package org.onnxnet.bench.space.randomcells;

import org.jspecify.annotations.Nullable;
import org.onnxnet.bench.network.Feature;
import org.onnxnet.bench.network.Kernel;
import org.onnxnet.bench.network.NetworkBuilder;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.space.randomcells.Skeleton.Order;

/** Puts the layers of a network together. */
final class Layers {
    private static final Kernel HALF = Kernel.of(2).withStride(2).withPadding(0);

    private final NetworkBuilder net;
    private final CellNetwork network;

    Layers(NetworkBuilder net, CellNetwork network) {
        this.net = net;
        this.network = network;
    }

    void describe(NetworkOptions options) {
        Skeleton skeleton = network.skeleton();
        Feature x = net.convBn(net.image(), skeleton.channels(), Kernel.of(3));
        if (skeleton.order() == Order.POST) {
            x = net.relu(x);
        }
        for (int stage = 0; stage < skeleton.stages(); stage++) {
            if (stage > 0) {
                x = reduced(x);
            }
            for (int layer = 0; layer < skeleton.layers(); layer++) {
                x = cell(x);
            }
        }
        // Where the last cell ends in one convolution, an exporter would fold the normalisation into it; here it stays.
        Feature last = skeleton.order() == Order.PRE ? net.relu(net.batchNorm(x)) : x;
        net.output(net.linear(net.view(net.globalAveragePool(last)), options.classes()));
    }

    /** Half the height and width, twice the channels. */
    private Feature reduced(Feature x) {
        int channels = 2 * x.channels();
        return switch (network.skeleton().reduction()) {
            case STRIDED -> conv(x, channels, Kernel.of(3).withStride(2));
            case POOLED -> conv(net.maxPool(x, HALF), channels, Kernel.of(1));
            case RESIDUAL -> {
                Feature main = conv(conv(x, channels, Kernel.of(3).withStride(2)), channels, Kernel.of(3));
                yield net.add(net.conv(net.averagePool(x, HALF, true), channels, Kernel.of(1)), main);
            }
        };
    }

    private Feature cell(Feature input) {
        Cell cell = network.cell();
        @Nullable Feature[] nodes = new @Nullable Feature[cell.nodes()];
        nodes[0] = input;
        for (int target = 1; target < nodes.length; target++) {
            for (int source = 0; source < target; source++) {
                Feature from = nodes[source];
                Operation operation = cell.edge(source, target);
                if (from != null && operation != Operation.NONE) {
                    Feature term = edge(operation, from);
                    Feature sum = nodes[target];
                    nodes[target] = sum == null ? term : net.add(sum, term);
                }
            }
        }
        Feature output = nodes[nodes.length - 1];
        if (output == null) {
            throw new IllegalStateException(cell + " is not connected");
        }
        return output;
    }

    private Feature edge(Operation operation, Feature x) {
        return switch (operation) {
            case NONE -> throw new IllegalArgumentException("no edge");
            case SKIP -> x;
            case AVG_POOL_3X3 -> net.averagePool(x, Kernel.of(3), false);
            case MAX_POOL_3X3 -> net.maxPool(x, Kernel.of(3));
            case CONV_1X1 -> conv(x, x.channels(), Kernel.of(1));
            case CONV_3X3 -> conv(x, x.channels(), Kernel.of(3));
            case CONV_5X5 -> conv(x, x.channels(), Kernel.of(5));
            case SEP_CONV_3X3 -> separable(x, Kernel.of(3));
            case DIL_CONV_3X3 -> separable(x, Kernel.of(3).withDilation(2));
        };
    }

    private Feature conv(Feature x, int channels, Kernel kernel) {
        return network.skeleton().order() == Order.PRE
                ? net.convBn(net.relu(x), channels, kernel)
                : net.relu(net.convBn(x, channels, kernel));
    }

    private Feature separable(Feature x, Kernel kernel) {
        return network.skeleton().order() == Order.PRE
                ? net.convBn(net.depthwiseConv(net.relu(x), kernel), x.channels(), Kernel.of(1))
                : net.relu(net.convBn(net.depthwiseConv(x, kernel), x.channels(), Kernel.of(1)));
    }
}
