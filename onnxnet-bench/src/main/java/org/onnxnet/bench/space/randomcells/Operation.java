package org.onnxnet.bench.space.randomcells;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.onnxnet.bench.BenchException;

/** What an edge of a cell does; all keep height, width and channels. */
public enum Operation {
    /** No edge. */
    NONE,
    SKIP,
    AVG_POOL_3X3,
    MAX_POOL_3X3,
    CONV_1X1,
    CONV_3X3,
    CONV_5X5,
    /** Depthwise 3x3 convolution, then one of 1x1. */
    SEP_CONV_3X3,
    /** The same, the depthwise one dilated by 2. */
    DIL_CONV_3X3;

    static final List<Operation> ALL = List.of(values());
    /** Operations with weights. */
    static final List<Operation> CONVOLUTIONS = List.of(CONV_1X1, CONV_3X3, CONV_5X5, SEP_CONV_3X3, DIL_CONV_3X3);

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in texts, such as {@code conv_3x3}. */
    public String label() {
        return label;
    }

    static Operation of(String label) {
        return ALL.stream()
                .filter(operation -> operation.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new BenchException("found operation '" + label + "', wanted one of "
                        + ALL.stream().map(Operation::label).collect(Collectors.joining(", "))));
    }
}
