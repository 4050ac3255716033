package org.onnxnet.bench.plot;

/**
 * A named line of a figure.
 *
 * @param x one a point, in the order in which they are joined
 * @param y one a point
 */
@SuppressWarnings("ArrayRecordComponent") // handed to a drawing, never compared
public record Curve(String name, double[] x, double[] y) {
    /** @throws IllegalArgumentException if there are not as many {@code y} as {@code x}, or none */
    public Curve {
        if (x.length != y.length || x.length == 0) {
            throw new IllegalArgumentException("curve '" + name + "' has " + x.length + " x and " + y.length
                    + " y, wanted as many of both and at least one");
        }
    }
}
