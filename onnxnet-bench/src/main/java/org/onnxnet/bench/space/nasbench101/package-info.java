/**
 * NAS-Bench-101: cells of up to seven vertices and nine edges (Ying and others, "NAS-Bench-101: Towards Reproducible Neural
 * Architecture Search", ICML 2019). Start at {@code NasBench101}.
 */
@NullMarked
package org.onnxnet.bench.space.nasbench101;

import org.jspecify.annotations.NullMarked;
