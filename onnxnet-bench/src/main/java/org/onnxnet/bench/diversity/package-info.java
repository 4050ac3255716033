/**
 * How different networks are: operator distributions, the Jensen-Shannon divergence within and between search spaces
 * (ONNX-Net paper, section 3), and distributions of node counts and accuracies. Start at {@code SpaceSample}.
 */
@NullMarked
package org.onnxnet.bench.diversity;

import org.jspecify.annotations.NullMarked;
