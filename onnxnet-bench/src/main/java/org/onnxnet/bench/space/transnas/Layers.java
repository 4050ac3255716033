package org.onnxnet.bench.space.transnas;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.bench.network.Feature;
import org.onnxnet.bench.network.Kernel;
import org.onnxnet.bench.network.NetworkBuilder;
import org.onnxnet.bench.network.NetworkOptions;

/** The parts of a network between the image and its head. */
final class Layers {
    private Layers() {}

    /** A block of a module: a cell or a residual block. */
    interface Block {
        Feature apply(Feature input, int channels, int stride);
    }

    /** Stem and modules. */
    static Feature encoder(NetworkBuilder net, Feature image, NetworkOptions options, MacroCode code, Block block) {
        int channels = options.channels();
        Kernel strided = Kernel.of(3).withStride(2);
        Feature x = net.convBn(net.relu(net.convBn(image, channels / 2, strided)), channels, strided);
        for (MacroCode.Module module : code.modules()) {
            int out = module.doubles() ? 2 * x.channels() : x.channels();
            x = block.apply(x, out, module.halves() ? 2 : 1);
            for (int i = 1; i < options.layers(); i++) {
                x = block.apply(x, out, 1);
            }
        }
        return x;
    }

    /** Two 3x3 convolutions and a shortcut. */
    static Feature residual(NetworkBuilder net, Feature input, int channels, int stride) {
        Kernel kernel = Kernel.of(3);
        Feature main = net.convBn(net.relu(input), channels, kernel.withStride(stride));
        main = net.convBn(net.relu(main), channels, kernel);
        boolean same = stride == 1 && input.channels() == channels;
        Feature shortcut =
                same ? input : net.convBn(input, channels, Kernel.of(1).withStride(stride));
        return net.add(shortcut, main);
    }

    /** A cell. Edges from its input change channels and resolution; each node stacks its edges and sums them. */
    static Feature cell(NetworkBuilder net, MicroCell cell, Feature input, int channels, int stride) {
        List<Feature> nodes = new ArrayList<>(List.of(input));
        for (int target = 1; target <= 3; target++) {
            List<Feature> terms = new ArrayList<>();
            for (int source = 0; source < target; source++) {
                terms.add(edge(net, cell.edge(source, target), nodes.get(source), channels, source == 0 ? stride : 1));
            }
            nodes.add(net.stackSum(terms));
        }
        return nodes.get(3);
    }

    private static Feature edge(NetworkBuilder net, MicroOperation operation, Feature x, int channels, int stride) {
        boolean same = stride == 1 && x.channels() == channels;
        return switch (operation) {
            case NONE ->
                same ? net.timesZero(x) : net.zeros(channels, (x.height() + 1) / stride, (x.width() + 1) / stride);
            case SKIP_CONNECT -> same ? x : factorizedReduce(net, x, channels, stride);
            case CONV_1X1 -> net.convBn(net.relu(x), channels, Kernel.of(1).withStride(stride));
            case CONV_3X3 -> net.convBn(net.relu(x), channels, Kernel.of(3).withStride(stride));
        };
    }

    /** Half of the channels from the image itself, half from the image moved by one pixel. */
    private static Feature factorizedReduce(NetworkBuilder net, Feature x, int channels, int stride) {
        Kernel kernel = Kernel.of(1).withStride(stride);
        Feature active = net.relu(x);
        Feature padded = net.paddedAtEnd(active);
        Feature here = net.conv(active, channels / 2, kernel);
        Feature moved = net.conv(net.shifted(padded), channels - channels / 2, kernel);
        return net.batchNorm(net.concat(List.of(here, moved)));
    }
}
