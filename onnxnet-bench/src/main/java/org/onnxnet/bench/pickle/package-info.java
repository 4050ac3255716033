/**
 * Reads data that Python pickled, without running any of it: released benchmark archives are pickles. Start at
 * {@code PickleReader}, or at {@code TorchFile} for files of {@code torch.save}.
 */
@NullMarked
package org.onnxnet.bench.pickle;

import org.jspecify.annotations.NullMarked;
