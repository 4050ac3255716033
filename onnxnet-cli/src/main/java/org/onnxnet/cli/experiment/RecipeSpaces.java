package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.trainer.recipe.DataSource;
import org.onnxnet.trainer.recipe.Recipe;

/**
 * The search spaces that a recipe names.
 *
 * @param train to learn from, one or more
 * @param test to rank, one after the other, one or more
 */
record RecipeSpaces(List<LabelledSpace> train, List<LabelledSpace> test) {
    /**
     * Reads the tables.
     *
     * @throws OnnxNetException if the recipe takes ready texts, or has no test source
     */
    static RecipeSpaces of(Recipe recipe) throws IOException {
        if (recipe.test().isEmpty()) {
            throw new OnnxNetException("the recipe has no test source, wanted one or more to compare predictors on");
        }
        return new RecipeSpaces(read(recipe.train()), read(recipe.test()));
    }

    private static List<LabelledSpace> read(List<DataSource> sources) throws IOException {
        List<LabelledSpace> spaces = new ArrayList<>();
        for (DataSource source : sources) {
            spaces.add(read(source));
        }
        return spaces;
    }

    private static LabelledSpace read(DataSource source) throws IOException {
        if (!(source instanceof DataSource.Space space)) {
            throw new OnnxNetException("a source of the recipe is " + source
                    + ", wanted {space, protocol, data}: the baselines need networks");
        }
        LabelledSpace all = LabelledSpace.read(space.space(), space.data(), space.protocol());
        return space.count().isPresent()
                ? all.only(first(all.shuffled(space.seed()), space.count().getAsInt()))
                : all;
    }

    /** The most that one training space has. */
    int most() {
        return train.stream().mapToInt(LabelledSpace::size).max().orElseThrow();
    }

    /** With so many random architectures of each training space, or all it has, and without those in the tests. */
    RecipeSpaces sample(int n, long seed) {
        List<LabelledSpace> some = train.stream()
                .map(space -> space.only(first(space.shuffled(seed), n)))
                .toList();
        return new RecipeSpaces(
                some, test.stream().map(space -> space.unseenIn(some)).toList());
    }

    private static int[] first(int[] rows, int n) {
        return Arrays.copyOf(rows, Math.min(n, rows.length));
    }
}
