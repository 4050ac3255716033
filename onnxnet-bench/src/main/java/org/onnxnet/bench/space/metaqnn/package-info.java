/**
 * Plain sequential convolutional networks in the notation of MetaQNN (Baker et al., "Designing Neural Network Architectures using
 * Reinforcement Learning", ICLR 2017), for networks made by hand and for those that its agent may choose. Start at {@code MetaQnn}.
 */
@NullMarked
package org.onnxnet.bench.space.metaqnn;

import org.jspecify.annotations.NullMarked;
