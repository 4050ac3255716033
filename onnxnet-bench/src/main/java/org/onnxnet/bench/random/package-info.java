/** The random number generators of Python, where a published list depends on their exact sequence. */
@NullMarked
package org.onnxnet.bench.random;

import org.jspecify.annotations.NullMarked;
