package org.onnxnet.bench.network;

import org.onnxnet.bench.BenchException;

/**
 * The input of a network: one image.
 *
 * @param channels 3 for colour
 * @param height in pixels
 * @param width in pixels
 */
public record ImageShape(int channels, int height, int width) {
    /** CIFAR: 3x32x32. */
    public static final ImageShape CIFAR = new ImageShape(3, 32, 32);

    public ImageShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new BenchException("an image of " + channels + "x" + height + "x" + width
                    + " has no pixels, wanted sizes of 1 or more");
        }
    }

    @Override
    public String toString() {
        return channels + "x" + height + "x" + width;
    }
}
