/** Damaged models, and what must not happen when the library meets them. */
@NullMarked
package org.onnxnet.testing.fuzz;

import org.jspecify.annotations.NullMarked;
