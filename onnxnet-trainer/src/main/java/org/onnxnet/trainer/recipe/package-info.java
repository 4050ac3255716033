/** Trainings written down as YAML. Start at {@link org.onnxnet.trainer.recipe.Recipe}. */
@NullMarked
package org.onnxnet.trainer.recipe;

import org.jspecify.annotations.NullMarked;
