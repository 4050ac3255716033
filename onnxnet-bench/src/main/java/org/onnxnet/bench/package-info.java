/**
 * The benchmark half: architectures of known search spaces as ONNX networks, and what is known of their accuracy.
 *
 * <ul>
 *   <li>{@code space}: what an architecture is, one package a space. Start at {@code SearchSpaces}.
 *   <li>{@code network}: how an architecture becomes the model that PyTorch's exporter and onnx-simplifier give.
 *   <li>{@code label}: what was measured for architectures; {@code pickle} reads the archives it comes in.
 *   <li>{@code measured}: both together, networks and what was measured of them.
 *   <li>{@code split}: what to train on and what to validate on.
 *   <li>{@code diversity}: how different networks and spaces are; {@code plot} draws it.
 *   <li>{@code random}: the generators of Python and NumPy, for lists whose order depends on them.
 * </ul>
 *
 * <pre>{@code
 * NasBench201 space = new NasBench201();
 * OnnxGraph graph = space.toGraph(space.architecture(6111));
 * }</pre>
 *
 * <p>No argument may be null, and no result is null unless it is marked so.
 */
@NullMarked
package org.onnxnet.bench;

import org.jspecify.annotations.NullMarked;
