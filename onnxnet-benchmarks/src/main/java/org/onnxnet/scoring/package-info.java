/** Speed, exactness and endurance of the language model's runtime. */
@NullMarked
package org.onnxnet.scoring;

import org.jspecify.annotations.NullMarked;
