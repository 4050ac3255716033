package org.onnxnet.bench.space.transnas;

import java.util.function.UnaryOperator;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.network.Feature;
import org.onnxnet.bench.network.Kernel;
import org.onnxnet.bench.network.NetworkBuilder;
import org.onnxnet.bench.network.NetworkOptions;

/** From the features of an image to what a task wants. */
final class Heads {
    private static final int TILES = 9;
    private static final Kernel KERNEL = Kernel.of(3);

    private final NetworkBuilder net;
    private final NetworkOptions options;

    private Heads(NetworkBuilder net, NetworkOptions options) {
        this.net = net;
        this.options = options;
    }

    /** The whole network: the encoder that {@code encoder} adds, and the head of the options. */
    static void describe(NetworkBuilder net, NetworkOptions options, UnaryOperator<Feature> encoder) {
        Heads heads = new Heads(net, options);
        net.output(
                options.head().equals(Task.LOGITS)
                        ? heads.logits(encoder.apply(net.image()))
                        : heads.task(Task.of(options.head()), encoder));
    }

    private Feature logits(Feature x) {
        return net.linear(net.view(net.globalAveragePool(x)), options.classes());
    }

    private Feature task(Task task, UnaryOperator<Feature> encoder) {
        return switch (task) {
            case CLASS_OBJECT, CLASS_SCENE, ROOM_LAYOUT -> classify(encoder.apply(net.image()));
            case JIGSAW -> classify(net.concat(net.shared(net.images(TILES), encoder)));
            case SEGMENTSEMANTIC -> segment(encoder.apply(net.image()));
            case NORMAL, AUTOENCODER -> paint(encoder.apply(net.image()));
        };
    }

    private Feature classify(Feature x) {
        return net.linear(net.flatten(net.globalAveragePool(x)), options.classes());
    }

    /** A first layer of 1,024 channels, six that halve them, of which the last few double the resolution, one that doubles it only. */
    private Feature segment(Feature features) {
        int doublings = doublings(features);
        Feature x = conv(features, 1024);
        for (int i = 0; i < 6 - doublings; i++) {
            x = conv(x, x.channels() / 2);
        }
        for (int i = 0; i < doublings - 1; i++) {
            x = up(x, x.channels() / 2);
        }
        x = up(x, x.channels());
        return net.convBias(x, options.classes(), KERNEL);
    }

    /** Fourteen layers; the later a layer, the fewer doublings it takes for it to be one that doubles the resolution. */
    private Feature paint(Feature features) {
        int doublings = doublings(features);
        Feature x = conv(conv(features, 1024), 1024);
        x = conv(upIf(doublings == 6, x, 512), 512);
        x = conv(upIf(doublings >= 5, x, 256), 128);
        x = conv(upIf(doublings >= 4, x, 64), 64);
        x = conv(upIf(doublings >= 3, x, 32), 32);
        x = conv(up(x, 16), 32);
        x = up(x, 16);
        return net.tanh(net.convBias(x, options.classes(), KERNEL));
    }

    private Feature upIf(boolean doubling, Feature x, int channels) {
        return doubling ? up(x, channels) : conv(x, channels);
    }

    private Feature conv(Feature x, int channels) {
        return net.leakyRelu(net.convBiasBn(x, channels, KERNEL));
    }

    /** The exporter folds batch normalisation into convolutions, not into transposed ones. */
    private Feature up(Feature x, int channels) {
        return net.leakyRelu(net.batchNorm(net.convTranspose(x, channels)));
    }

    /** How often the resolution of the features must double to be that of the image; the published decoders allow 2 to 6. */
    private int doublings(Feature features) {
        int doublings = 31 - Integer.numberOfLeadingZeros(options.image().width() / features.width());
        if (doublings < 2 || doublings > 6) {
            throw new BenchException("features of " + features.height() + "x" + features.width() + " of an image of "
                    + options.image() + " need " + doublings + " doublings, wanted 2 to 6 for head '" + options.head()
                    + "': take another image");
        }
        return doublings;
    }
}
