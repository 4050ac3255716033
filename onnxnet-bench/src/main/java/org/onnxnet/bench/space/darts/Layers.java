package org.onnxnet.bench.space.darts;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.network.Feature;
import org.onnxnet.bench.network.Kernel;
import org.onnxnet.bench.network.NetworkBuilder;
import org.onnxnet.bench.network.NetworkOptions;

/** The parts of the network with which DARTS evaluates a genotype. */
final class Layers {
    private static final Kernel POINT = Kernel.of(1);

    private Layers() {}

    /**
     * The network that DARTS trains to evaluate a genotype: {@code layers} cells, those after a third and two thirds of them
     * reduction cells, the first of {@code channels}. The auxiliary classifier is there in training only.
     */
    static void network(NetworkBuilder net, Genotype genotype, NetworkOptions options) {
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
            Feature next = cell(net, cell, before, last, channels, reduction, afterReduction);
            before = last;
            last = next;
            afterReduction = reduction;
        }
        net.output(net.linear(net.view(net.globalAveragePool(last)), options.classes()));
    }

    /**
     * A cell.
     *
     * @param before what the cell before the last gave
     * @param last what the last cell gave
     * @param afterReduction whether the last cell halved height and width
     */
    private static Feature cell(
            NetworkBuilder net,
            Cell cell,
            Feature before,
            Feature last,
            int channels,
            boolean reduction,
            boolean afterReduction) {
        List<Feature> nodes = new ArrayList<>();
        nodes.add(
                afterReduction
                        ? factorizedReduce(net, before, channels)
                        : net.convBn(net.relu(before), channels, POINT));
        nodes.add(net.convBn(net.relu(last), channels, POINT));
        for (int node = Cell.FIRST_NODE; node < Cell.NODES; node++) {
            List<Feature> terms = new ArrayList<>();
            for (Edge edge : cell.into(node)) {
                int stride = reduction && edge.input() < Cell.FIRST_NODE ? 2 : 1;
                terms.add(edge(net, edge.operation(), nodes.get(edge.input()), stride));
            }
            nodes.add(net.add(terms.get(0), terms.get(1)));
        }
        return net.concat(nodes.subList(Cell.FIRST_NODE, Cell.NODES));
    }

    private static Feature edge(NetworkBuilder net, Operation operation, Feature x, int stride) {
        return switch (operation) {
            case NONE -> net.timesZero(stride == 1 ? x : net.everyOther(x));
            case MAX_POOL_3X3 -> net.maxPool(x, Kernel.of(3).withStride(stride));
            case AVG_POOL_3X3 -> net.averagePool(x, Kernel.of(3).withStride(stride), false);
            case SKIP_CONNECT -> stride == 1 ? x : factorizedReduce(net, x, x.channels());
            case SEP_CONV_3X3 -> twice(net, x, Kernel.of(3), stride);
            case SEP_CONV_5X5 -> twice(net, x, Kernel.of(5), stride);
            case DIL_CONV_3X3 -> separable(net, x, Kernel.of(3).withDilation(2).withStride(stride));
            case DIL_CONV_5X5 -> separable(net, x, Kernel.of(5).withDilation(2).withStride(stride));
        };
    }

    private static Feature twice(NetworkBuilder net, Feature x, Kernel kernel, int stride) {
        return separable(net, separable(net, x, kernel.withStride(stride)), kernel);
    }

    private static Feature separable(NetworkBuilder net, Feature x, Kernel kernel) {
        return net.convBn(net.depthwiseConv(net.relu(x), kernel), x.channels(), POINT);
    }

    /** Half the height and width: half of the channels from the even rows and columns, half from the odd ones. */
    private static Feature factorizedReduce(NetworkBuilder net, Feature x, int channels) {
        if (channels % 2 != 0) {
            throw new BenchException(
                    "found " + channels + " channels where height and width halve, wanted an even number");
        }
        Feature active = net.relu(x);
        Kernel strided = POINT.withStride(2);
        Feature even = net.conv(active, channels / 2, strided);
        Feature odd = net.conv(net.shifted(active), channels / 2, strided);
        return net.batchNorm(net.concat(List.of(even, odd)));
    }
}
