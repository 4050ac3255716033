/**
 * Graphs as text. Start at {@code Encoder}:
 *
 * <pre>{@code
 * OnnxGraph graph = OnnxGraph.load(Path.of("net.onnx")).simplify(SimplifyMode.CANONICAL);
 * Encoding text = Encoder.with(INPUTS, PARAMETERS, OUT_SHAPE).encode(graph);
 * }</pre>
 *
 * <p>No argument may be null, and no result is null unless it is marked so.
 */
@NullMarked
package org.onnxnet.encoder;

import org.jspecify.annotations.NullMarked;
