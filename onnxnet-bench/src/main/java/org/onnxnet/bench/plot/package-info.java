/** Draws the figures of the ONNX-Net paper's section 3 and writes them as PNG and SVG. Needs no screen. */
@NullMarked
package org.onnxnet.bench.plot;

import org.jspecify.annotations.NullMarked;
