/**
 * The ONNX model as immutable values: what a file says, and nothing that has to be computed from it.
 *
 * <p>Start at {@link org.onnxnet.graph.Model} (a {@code ModelProto}): it holds the main
 * {@link org.onnxnet.graph.Graph}, the operator set versions, local functions and metadata. A graph is a list of
 * {@link org.onnxnet.graph.Node}s that name the values they read and write; it answers who produces and who consumes
 * a value in constant time. {@link org.onnxnet.graph.Attribute}, {@link org.onnxnet.graph.ValueType},
 * {@link org.onnxnet.graph.Dim} and {@link org.onnxnet.graph.TensorData} are sealed, so a {@code switch} over them is
 * checked by the compiler. New graphs are made with {@link org.onnxnet.graph.GraphBuilder}.
 *
 * <p>Everything here is immutable and safe to share between threads. Tensor data stays in its file until it is asked
 * for. Wire content that has no place in these types travels along as {@link org.onnxnet.graph.Extras}. No parameter
 * and no result is null unless it is marked {@code @Nullable}.
 *
 * <p>Names follow the <a href="https://onnx.ai/onnx/repo-docs/IR.html">ONNX IR specification</a>.
 */
@NullMarked
package org.onnxnet.graph;

import org.jspecify.annotations.NullMarked;
