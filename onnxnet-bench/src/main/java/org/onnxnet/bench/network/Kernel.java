package org.onnxnet.bench.network;

import org.onnxnet.bench.BenchException;

/** The square window of a convolution or pooling, the same along both axes. Padding is on all four sides. */
public record Kernel(int size, int stride, int padding, int dilation) {
    /** An odd window of stride 1 that keeps height and width. */
    public static Kernel of(int size) {
        return new Kernel(size, 1, size / 2, 1);
    }

    public Kernel withStride(int newStride) {
        return new Kernel(size, newStride, padding, dilation);
    }

    public Kernel withPadding(int newPadding) {
        return new Kernel(size, stride, newPadding, dilation);
    }

    /** A window whose elements lie apart, padded so that stride 1 keeps height and width. */
    public Kernel withDilation(int newDilation) {
        return new Kernel(size, stride, newDilation * (size / 2), newDilation);
    }

    /** Height or width after the window has passed over {@code length} pixels. */
    int outputLength(int length) {
        int room = length + 2 * padding - dilation * (size - 1) - 1;
        if (room < 0) {
            throw new BenchException("a window of " + size + " does not fit " + length
                    + " pixels, wanted a larger image for this many stages");
        }
        return room / stride + 1;
    }
}
