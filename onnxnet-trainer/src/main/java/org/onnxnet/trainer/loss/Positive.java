package org.onnxnet.trainer.loss;

/** A check of constants. */
final class Positive {
    private Positive() {}

    static void require(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + ", wanted a positive number");
        }
    }
}
