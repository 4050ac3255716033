/** Networks of random cells, which nobody has published or measured. Start at {@code RandomCells}. */
@NullMarked
package org.onnxnet.bench.space.randomcells;

import org.jspecify.annotations.NullMarked;
