package org.onnxnet.bench.space.transnas;

import java.util.List;

/** What an edge of a cell does, in the order of the published digits. */
public enum MicroOperation {
    /** Zeros. */
    NONE,
    /** Nothing, or a reduction in two halves where shapes change. */
    SKIP_CONNECT,
    /** ReLU, 1x1 convolution, batch normalisation. */
    CONV_1X1,
    /** ReLU, 3x3 convolution, batch normalisation. */
    CONV_3X3;

    private static final List<MicroOperation> ALL = List.of(values());

    static MicroOperation ofDigit(int digit) {
        return ALL.get(digit);
    }

    int digit() {
        return ALL.indexOf(this);
    }
}
