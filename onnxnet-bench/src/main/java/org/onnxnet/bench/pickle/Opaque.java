package org.onnxnet.bench.pickle;

/**
 * Stands for an object that is no plain data, such as a tensor or an instance of a class.
 *
 * @param name what would have made it, such as {@code torch._utils._rebuild_tensor_v2}
 */
public record Opaque(String name) {}
