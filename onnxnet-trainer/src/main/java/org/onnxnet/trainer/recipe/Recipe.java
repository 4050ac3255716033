package org.onnxnet.trainer.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.trainer.TrainerBuilder;

/**
 * A training, written down: data, encoder, model, loss, optimizer, execution, evaluation.
 *
 * @param task what the network learns
 * @param output directory for models, state and log
 * @param seed of weights, order and pairs, and of the validation share
 * @param train where the training set comes from, one source or more
 * @param validation where the validation set comes from; may be empty
 * @param test where the test set comes from; may be empty
 * @param encoder writes the texts of networks that do not come as text
 * @param trainer all the rest
 */
public record Recipe(
        Task task,
        Path output,
        long seed,
        List<DataSource> train,
        List<DataSource> validation,
        List<DataSource> test,
        Encoder encoder,
        TrainerBuilder trainer) {

    /** What the network learns. */
    public enum Task {
        /** To score texts as their labels say. */
        SCORES,
        /** To guess tokens that were taken out of texts. */
        MASKED_TOKENS
    }

    public Recipe {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /**
     * Reads a recipe. Paths in it count from its folder.
     *
     * @throws IOException if it, or the model it starts from, cannot be read
     * @throws RecipeException if it has an unknown key, or a value that cannot be
     */
    public static Recipe read(Path file) throws IOException {
        return new RecipeReader(file).read();
    }

    /** The same training on texts that another encoder writes, in an output directory of its own. */
    public Recipe with(Encoder newEncoder, Path newOutput) {
        return new Recipe(
                task,
                newOutput,
                seed,
                train,
                validation,
                test,
                newEncoder,
                trainer.copy().encoder(newEncoder));
    }
}
