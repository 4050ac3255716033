package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.trainer.recipe.DataSource;
import org.onnxnet.trainer.recipe.Recipe;

/**
 * The search spaces that a recipe names.
 *
 * @param train to learn from, one or more
 * @param test to rank
 */
record RecipeSpaces(List<LabelledSpace> train, LabelledSpace test) {
    /**
     * Reads the tables and describes the networks.
     *
     * @throws OnnxNetException if the recipe takes ready texts, or has not one test source
     */
    static RecipeSpaces of(Recipe recipe) throws IOException {
        if (recipe.test().size() != 1) {
            throw new OnnxNetException(
                    "the recipe has " + recipe.test().size() + " test sources, wanted one to compare predictors on");
        }
        List<LabelledSpace> train = new ArrayList<>();
        for (DataSource source : recipe.train()) {
            train.add(read(source));
        }
        return new RecipeSpaces(train, read(recipe.test().get(0)));
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

    /** With so many random architectures of each training space, or all it has, and without those in the test. */
    RecipeSpaces sample(int n, long seed) {
        List<LabelledSpace> some = train.stream()
                .map(space -> space.only(first(space.shuffled(seed), n)))
                .toList();
        Set<String> seen = new HashSet<>();
        some.stream().filter(space -> space.space().equals(test.space())).forEach(space -> seen.addAll(space.keys()));
        int[] unseen = IntStream.range(0, test.size())
                .filter(row -> !seen.contains(test.keys().get(row)))
                .toArray();
        return new RecipeSpaces(some, test.only(unseen));
    }

    private static int[] first(int[] rows, int n) {
        return Arrays.copyOf(rows, Math.min(n, rows.length));
    }
}
