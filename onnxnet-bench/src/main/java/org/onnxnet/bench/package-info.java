/**
 * The benchmark half: architectures of known search spaces as ONNX networks, and what is known of their accuracy.
 *
 * <ul>
 *   <li>{@code space}: what an architecture is, one package a space. Start at {@code SearchSpaces}.
 *   <li>{@code network}: how an architecture becomes the model that PyTorch's exporter and onnx-simplifier give.
 *   <li>{@code random}: the generators of Python, for lists whose order depends on them.
 * </ul>
 *
 * <pre>{@code
 * SearchSpace<?> space = SearchSpaces.named("nasbench201");
 * OnnxGraph graph = NasBench201.space().toGraph(NasBench201.space().parse("|none~0|+|none~0|none~1|+|..."));
 * }</pre>
 *
 * <p>No argument may be null, and no result is null unless it is marked so.
 */
@NullMarked
package org.onnxnet.bench;

import org.jspecify.annotations.NullMarked;
