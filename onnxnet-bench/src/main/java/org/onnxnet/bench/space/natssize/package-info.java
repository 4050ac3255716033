/**
 * The size space of NATS-Bench: one cell of the topology space with the channels of five layers to choose (Dong and others,
 * "NATS-Bench: Benchmarking NAS Algorithms for Architecture Topology and Size", TPAMI 2021). Start at {@code NatsSize}.
 */
@NullMarked
package org.onnxnet.bench.space.natssize;

import org.jspecify.annotations.NullMarked;
