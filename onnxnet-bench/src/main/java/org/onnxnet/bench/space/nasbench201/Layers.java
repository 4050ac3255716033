package org.onnxnet.bench.space.nasbench201;

import org.onnxnet.bench.network.Feature;
import org.onnxnet.bench.network.Kernel;
import org.onnxnet.bench.network.NetworkBuilder;
import org.onnxnet.bench.network.NetworkOptions;

/** The parts of a network of cells, shared by the topology space and the size space of NATS-Bench. */
public final class Layers {
    /** The head that gives the scores of the classes only. */
    public static final String LOGITS = "logits";

    /** The head of the published module, which gives the pooled features too. */
    public static final String FEATURES_AND_LOGITS = "features-and-logits";

    private Layers() {}

    /** 3x3 convolution and batch normalisation of the image. */
    public static Feature stem(NetworkBuilder net, int channels) {
        return net.convBn(net.image(), channels, Kernel.of(3));
    }

    /** A cell; edges from its input go to {@code channels}, all others keep them. Each node sums its edges in order. */
    public static Feature cell(NetworkBuilder net, Cell cell, Feature input, int channels) {
        Feature[] nodes = new Feature[4];
        nodes[0] = input;
        for (int target = 1; target < nodes.length; target++) {
            Feature sum = net.zeroPlus(edge(net, cell.edge(0, target), input, channels));
            for (int source = 1; source < target; source++) {
                sum = net.add(sum, edge(net, cell.edge(source, target), nodes[source], channels));
            }
            nodes[target] = sum;
        }
        return nodes[3];
    }

    private static Feature edge(NetworkBuilder net, Operation operation, Feature x, int channels) {
        boolean same = x.channels() == channels;
        return switch (operation) {
            case NOR_CONV_1X1 -> net.convBn(net.relu(x), channels, Kernel.of(1));
            case NOR_CONV_3X3 -> net.convBn(net.relu(x), channels, Kernel.of(3));
            // Where channels change, the published code maps them first, here by a convolution without ReLU.
            case SKIP_CONNECT -> same ? x : net.convBn(x, channels, Kernel.of(1));
            case NONE -> net.timesZero(requireSame(same, operation, x));
            case AVG_POOL_3X3 -> net.averagePool(requireSame(same, operation, x), Kernel.of(3), false);
        };
    }

    private static Feature requireSame(boolean same, Operation operation, Feature x) {
        if (!same) {
            throw new IllegalArgumentException(operation.label() + " cannot change " + x.channels() + " channels");
        }
        return x;
    }

    /** The residual block between stages: half the height and width. */
    public static Feature reduction(NetworkBuilder net, Feature input, int channels) {
        Feature main = net.convBn(net.relu(input), channels, Kernel.of(3).withStride(2));
        main = net.convBn(net.relu(main), channels, Kernel.of(3));
        Feature pooled = net.averagePool(input, Kernel.of(2).withStride(2).withPadding(0), true);
        return net.add(net.conv(pooled, channels, Kernel.of(1)), main);
    }

    /** Normalisation, pooling and the classifier. */
    public static void head(NetworkBuilder net, Feature x, NetworkOptions options) {
        Feature features = net.view(net.globalAveragePool(net.relu(net.batchNorm(x))));
        Feature logits = net.linear(features, options.classes());
        if (options.head().equals(FEATURES_AND_LOGITS)) {
            net.output(features);
        }
        net.output(logits);
    }
}
