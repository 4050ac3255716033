/** Networks of random cells, which nobody has published or measured. */
@NullMarked
package org.onnxnet.bench.space.randomcells;

import org.jspecify.annotations.NullMarked;
