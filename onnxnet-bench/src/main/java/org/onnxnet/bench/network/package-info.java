/**
 * From the layers of an architecture to the ONNX model that PyTorch's exporter followed by onnx-simplifier gives for the
 * published code, node by node and in the same order.
 *
 * <p>A space describes a network through {@code NetworkBuilder}; {@code NetworkOptions} says how large it is and how the
 * file looks. {@code CanonicalText} and its digest compare networks.
 */
@NullMarked
package org.onnxnet.bench.network;

import org.jspecify.annotations.NullMarked;
