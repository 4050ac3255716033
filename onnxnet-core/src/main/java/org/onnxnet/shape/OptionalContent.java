package org.onnxnet.shape;

import org.jspecify.annotations.Nullable;

/**
 * Whether an optional value is there.
 *
 * @param element the value, null where it is absent
 */
public record OptionalContent(@Nullable KnownValue element) implements Content {}
