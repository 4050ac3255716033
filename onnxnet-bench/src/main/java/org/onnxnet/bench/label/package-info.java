/**
 * What is known of the accuracy of architectures. A {@code LabelTable} holds, for one space, values by architecture key, each
 * column with the {@code Protocol} it was measured by; values of different protocols are never mixed. One reader for each
 * kind of file: the public tables in CSV, and what the authors of the benchmarks released.
 */
@NullMarked
package org.onnxnet.bench.label;

import org.jspecify.annotations.NullMarked;
