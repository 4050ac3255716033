/**
 * TransNAS-Bench-101: one space of cells and one of whole networks, trained on seven vision tasks of Taskonomy (Duan et al.,
 * "TransNAS-Bench-101: Improving Transferability and Generalizability of Cross-Task Neural Architecture Search", CVPR 2021). Start
 * at {@code TransNasMicro} and {@code TransNasMacro}.
 */
@NullMarked
package org.onnxnet.bench.space.transnas;

import org.jspecify.annotations.NullMarked;
