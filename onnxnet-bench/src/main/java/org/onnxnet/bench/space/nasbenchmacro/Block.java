package org.onnxnet.bench.space.nasbenchmacro;

import java.util.List;

/** What a layer is, in the order of the published digits. */
public enum Block {
    /** Nothing, or a 1x1 convolution and batch normalisation where shapes change. */
    IDENTITY(1, 0),
    /** Inverted residual block: expansion by 3, depthwise 3x3. */
    MB3_K3(3, 3),
    /** Inverted residual block: expansion by 6, depthwise 5x5. */
    MB6_K5(5, 6);

    private static final List<Block> ALL = List.of(values());

    private final int kernel;
    private final int expansion;

    Block(int kernel, int expansion) {
        this.kernel = kernel;
        this.expansion = expansion;
    }

    static Block ofDigit(int digit) {
        return ALL.get(digit);
    }

    int digit() {
        return ALL.indexOf(this);
    }

    int kernel() {
        return kernel;
    }

    int expansion() {
        return expansion;
    }
}
