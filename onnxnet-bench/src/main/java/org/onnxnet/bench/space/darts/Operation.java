package org.onnxnet.bench.space.darts;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.onnxnet.bench.BenchException;

/** What an edge of a cell does. In a reduction cell, edges from the inputs of the cell halve height and width. */
public enum Operation {
    /** Zeros: the code of DARTS multiplies by 0. Not in NAS-Bench-301. */
    NONE,
    MAX_POOL_3X3,
    AVG_POOL_3X3,
    SKIP_CONNECT,
    /** Two depthwise separable convolutions. */
    SEP_CONV_3X3,
    SEP_CONV_5X5,
    /** One depthwise separable convolution of dilation 2. */
    DIL_CONV_3X3,
    DIL_CONV_5X5;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The published name, such as {@code sep_conv_3x3}. */
    public String label() {
        return label;
    }

    static Operation of(String label) {
        for (Operation operation : values()) {
            if (operation.label.equals(label)) {
                return operation;
            }
        }
        throw new BenchException("'" + label + "' is no operation of DARTS, wanted one of "
                + Arrays.stream(values()).map(Operation::label).collect(Collectors.joining(", ")));
    }
}
