package org.onnxnet.bench.network;

import org.onnxnet.bench.BenchException;

/**
 * How large the network of an architecture is and how its file looks. Each space has defaults, those of its publication;
 * start from them: {@code space.defaults().withClasses(100)}.
 *
 * @param channels of the first stage, at most 4,096; a space whose architectures say it themselves refuses another than its default
 * @param layers cells (or modules) in each stage, or in the network, at most 1,000; what counts is said by the space
 * @param classes outputs of the classifier, at most 1,000,000
 * @param weights where the parameters go
 * @param fullCse merges equal nodes to the end, as a second run of onnx-simplifier does; one run leaves some that read
 *     constants
 * @param head what ends the network, one of the heads of the space
 */
public record NetworkOptions(
        int channels,
        int layers,
        ImageShape image,
        int classes,
        ExporterStyle style,
        Weights weights,
        boolean fullCse,
        String head) {
    /** Far more than anyone trains, and few enough that parameters and operations of a network are numbers of 63 bits. */
    private static final int MOST_CHANNELS = 4_096;

    private static final int MOST_LAYERS = 1_000;
    private static final int MOST_CLASSES = 1_000_000;

    public NetworkOptions {
        requireUpTo(MOST_CHANNELS, "channels", channels);
        requireUpTo(MOST_LAYERS, "layers", layers);
        requireUpTo(MOST_CLASSES, "classes", classes);
    }

    /** Options for CIFAR-10 in the older exporter style, parameters as inputs, one run of the simplifier. */
    public static NetworkOptions of(int channels, int layers, String head) {
        return new NetworkOptions(
                channels, layers, ImageShape.CIFAR, 10, ExporterStyle.TORCH_1_13, Weights.inputs(), false, head);
    }

    public NetworkOptions withChannels(int newChannels) {
        return new NetworkOptions(newChannels, layers, image, classes, style, weights, fullCse, head);
    }

    public NetworkOptions withLayers(int newLayers) {
        return new NetworkOptions(channels, newLayers, image, classes, style, weights, fullCse, head);
    }

    public NetworkOptions withImage(ImageShape newImage) {
        return new NetworkOptions(channels, layers, newImage, classes, style, weights, fullCse, head);
    }

    public NetworkOptions withClasses(int newClasses) {
        return new NetworkOptions(channels, layers, image, newClasses, style, weights, fullCse, head);
    }

    public NetworkOptions withStyle(ExporterStyle newStyle) {
        return new NetworkOptions(channels, layers, image, classes, newStyle, weights, fullCse, head);
    }

    public NetworkOptions withWeights(Weights newWeights) {
        return new NetworkOptions(channels, layers, image, classes, style, newWeights, fullCse, head);
    }

    public NetworkOptions withFullCse(boolean newFullCse) {
        return new NetworkOptions(channels, layers, image, classes, style, weights, newFullCse, head);
    }

    public NetworkOptions withHead(String newHead) {
        return new NetworkOptions(channels, layers, image, classes, style, weights, fullCse, newHead);
    }

    /**
     * Refuses another size than that of a space whose architectures say it themselves.
     *
     * @param published the defaults of the space
     * @throws BenchException if channels or layers differ
     */
    public void requireSizeOf(NetworkOptions published, String space) {
        requireEqual("channels", channels, published.channels, space);
        requireEqual("layers", layers, published.layers, space);
    }

    private static void requireEqual(String what, int value, int published, String space) {
        if (value != published) {
            throw new BenchException(what + " is " + value + ", but the architectures of " + space
                    + " say their size themselves: leave it at " + published);
        }
    }

    private static void requireUpTo(int most, String what, int value) {
        if (value < 1 || value > most) {
            throw new BenchException(what + " is " + value + ", wanted 1 to " + most);
        }
    }
}
