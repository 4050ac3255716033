/**
 * NAS-Bench-301: the cells of DARTS as that benchmark trained them (Zela et al., "Surrogate NAS Benchmarks", ICLR 2022; Liu et
 * al., "DARTS: Differentiable Architecture Search", ICLR 2019). Start at {@code NasBench301}.
 */
@NullMarked
package org.onnxnet.bench.space.nasbench301;

import org.jspecify.annotations.NullMarked;
