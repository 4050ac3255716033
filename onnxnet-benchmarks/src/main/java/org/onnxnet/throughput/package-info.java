/** JMH benchmarks of whole search spaces: networks built, simplified and written as text. */
@NullMarked
package org.onnxnet.throughput;

import org.jspecify.annotations.NullMarked;
