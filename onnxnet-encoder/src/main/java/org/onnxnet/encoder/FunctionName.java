package org.onnxnet.encoder;

import org.onnxnet.graph.OpId;

/**
 * What a call of a model-local function says of it.
 *
 * @param overload empty for a function that has none
 */
record FunctionName(OpId id, String overload) {}
