package org.onnxnet.simplify;

/** What a simplified model may differ in. */
public enum SimplifyMode {
    /**
     * Outputs equal bit for bit, NaN, the sign of zero and infinities included, and the interface untouched. For models
     * that go on to run.
     */
    LOSSLESS,
    /**
     * Outputs equal up to rounding. The same network exported in different ways becomes the same graph, whether its weights
     * are there or only declared as inputs. For models that are written as text or compared.
     * A file of format version 3 becomes one of version 4 where a constant of the result would otherwise have to be an input
     * or a node; its initializers are then no inputs any more.
     */
    CANONICAL
}
