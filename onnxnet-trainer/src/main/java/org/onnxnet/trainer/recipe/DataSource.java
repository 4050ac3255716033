package org.onnxnet.trainer.recipe;

import java.nio.file.Path;
import java.util.OptionalInt;

/** Where a recipe takes networks from. */
public sealed interface DataSource {
    /**
     * Ready texts.
     *
     * @param file JSON lines, as {@link org.onnxnet.trainer.data.TextLines} reads them
     */
    record Texts(Path file) implements DataSource {}

    /**
     * Networks with what one protocol measured.
     *
     * @param space the name of a search space, or of a folder of networks that carry their accuracies
     * @param protocol what was measured
     * @param data file or folder of the table, or the folder around that of the networks
     * @param count how many to draw; all if not given
     * @param seed by which they are drawn
     */
    record Space(String space, String protocol, Path data, OptionalInt count, long seed) implements DataSource {}

    /**
     * A part of the training set, which then does not train.
     *
     * @param share more than 0, less than 1
     */
    record Share(double share) implements DataSource {
        public Share {
            if (!(share > 0 && share < 1)) {
                throw new IllegalArgumentException("share is " + share + ", wanted more than 0 and less than 1");
            }
        }
    }
}
