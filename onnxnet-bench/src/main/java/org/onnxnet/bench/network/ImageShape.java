package org.onnxnet.bench.network;

import org.onnxnet.bench.BenchException;

/**
 * The input of a network: one image.
 *
 * @param channels 3 for colour; all three at most 1,024
 * @param height in pixels
 * @param width in pixels
 */
public record ImageShape(int channels, int height, int width) {
    /** CIFAR: 3x32x32. */
    public static final ImageShape CIFAR = new ImageShape(3, 32, 32);

    private static final int MOST = 1_024;

    public ImageShape {
        if (Math.min(channels, Math.min(height, width)) < 1 || Math.max(channels, Math.max(height, width)) > MOST) {
            throw new BenchException(
                    "an image of " + channels + "x" + height + "x" + width + ", wanted sizes of 1 to " + MOST);
        }
    }

    @Override
    public String toString() {
        return channels + "x" + height + "x" + width;
    }
}
