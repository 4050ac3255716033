/**
 * The front door: {@link org.onnxnet.OnnxGraph} loads, builds, checks, simplifies, describes and saves a network.
 *
 * <pre>{@code
 * OnnxGraph graph = OnnxGraph.load(Path.of("net.onnx")).simplify();
 * graph.save(Path.of("small.onnx"));
 * }</pre>
 *
 * <p>The rooms behind it: {@link org.onnxnet.graph} holds the model as values, {@code org.onnxnet.io} reads and writes
 * files, {@code org.onnxnet.check} finds faults, {@code org.onnxnet.shape} infers types and shapes,
 * {@code org.onnxnet.simplify} rewrites, {@code org.onnxnet.analysis} counts and hashes, {@link org.onnxnet.schema} knows
 * the operators. All types are immutable and safe to share between threads; no parameter and no result is null unless
 * it is marked {@code @Nullable}; errors are {@link org.onnxnet.graph.OnnxNetException}s.
 */
@NullMarked
package org.onnxnet;

import org.jspecify.annotations.NullMarked;
