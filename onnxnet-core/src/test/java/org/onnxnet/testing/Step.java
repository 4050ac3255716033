package org.onnxnet.testing;

/** One way to let a random graph grow. */
@FunctionalInterface
interface Step {
    /** Adds a node, or a few that belong together; returns false, having added nothing, where no value fits. */
    boolean grow(Sketch sketch);
}
