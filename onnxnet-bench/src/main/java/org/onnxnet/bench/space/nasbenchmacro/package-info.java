/**
 * NAS-Bench-Macro: eight layers, each one of three blocks (Su et al., "Prioritized Architecture Sampling with Monto-Carlo Tree
 * Search", CVPR 2021). Start at {@code NasBenchMacro}.
 */
@NullMarked
package org.onnxnet.bench.space.nasbenchmacro;

import org.jspecify.annotations.NullMarked;
