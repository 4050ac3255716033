package org.onnxnet.bench.network;

import java.util.List;
import org.onnxnet.graph.Shape;

/** What a slot of a traced node reads. */
sealed interface Operand {
    /** The value of another node. */
    record Of(int id) implements Operand {}

    /**
     * A parameter.
     *
     * @param layer id of the node that was the first to use it: what else uses it names the same
     */
    record Weight(int layer, Role role, Shape shape) implements Operand {}

    /** A constant {@code INT64} tensor of rank 1. */
    record Longs(List<Long> values) implements Operand {
        static Longs of(long... values) {
            return new Longs(java.util.Arrays.stream(values).boxed().toList());
        }
    }

    /** A constant {@code INT64} tensor of rank 0. */
    record Index(long value) implements Operand {}

    /** The constant 0.0, a float tensor of rank 0. */
    record Zero() implements Operand {}

    /** What a parameter is for, which decides its name and first value. */
    enum Role {
        WEIGHT,
        BIAS,
        SCALE,
        MEAN,
        VARIANCE
    }
}
