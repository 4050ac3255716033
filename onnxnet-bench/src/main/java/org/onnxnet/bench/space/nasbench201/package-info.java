/**
 * NAS-Bench-201, which NATS-Bench calls its topology space: cells of six edges, each one of five operations (Dong and Yang,
 * "NAS-Bench-201: Extending the Scope of Reproducible Neural Architecture Search", ICLR 2020). Start at
 * {@code NasBench201}.
 */
@NullMarked
package org.onnxnet.bench.space.nasbench201;

import org.jspecify.annotations.NullMarked;
