package org.onnxnet.simplify.fold;

import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;

/** Computes the raw elements of the output of one operator. */
@FunctionalInterface
interface Kernel {
    /** The elements, little-endian; null where this is not covered. */
    @Nullable
    Bytes evaluate(Call call);
}
