/**
 * The cells of DARTS (Liu et al., "DARTS: Differentiable Architecture Search", ICLR 2019), and those of them that
 * NAS-Bench-301 trained (Zela et al., "Surrogate NAS Benchmarks and How to Build Them", ICLR 2022). Start at {@code Darts} or
 * {@code NasBench301}.
 */
@NullMarked
package org.onnxnet.bench.space.darts;

import org.jspecify.annotations.NullMarked;
