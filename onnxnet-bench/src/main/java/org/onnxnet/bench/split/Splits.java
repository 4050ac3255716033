package org.onnxnet.bench.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.random.NumpyRandom;

/** Ways to split rows. Pure functions: the same rows and seed give the same split. */
public final class Splits {
    private Splits() {}

    /**
     * Random rows, in the order of scikit-learn's {@code train_test_split(rows, test_size=share, random_state=seed)}.
     *
     * @param share of the rows to validate on, above 0 and below 1; their number is rounded up
     * @throws BenchException if the share is another, or leaves nothing to train on
     */
    public static <T> Split<T> random(List<T> rows, double share, int seed) {
        int validation = validationRows(rows.size(), share);
        List<T> shuffled = at(rows, new NumpyRandom(seed).permutation(rows.size()));
        return new Split<>(shuffled.subList(validation, shuffled.size()), shuffled.subList(0, validation));
    }

    /**
     * Whole groups, such as isomorphic cells, as scikit-learn's {@code GroupShuffleSplit(test_size=share,
     * random_state=seed)}: the share is one of groups, and both sides keep the order of the rows.
     *
     * @param groupOf the name of the group that a row is in
     * @throws BenchException as {@link #random}, for groups
     */
    public static <T> Split<T> groups(List<T> rows, Function<T, String> groupOf, double share, int seed) {
        List<String> groups = rows.stream().map(groupOf).toList();
        List<String> sorted = groups.stream().distinct().sorted().toList();
        Set<String> validation = new HashSet<>(random(sorted, share, seed).validation());
        List<T> train = new ArrayList<>();
        List<T> other = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            (validation.contains(groups.get(i)) ? other : train).add(rows.get(i));
        }
        return new Split<>(train, other);
    }

    /** Rows that are named for validation, such as those of a source; both sides keep the order of the rows. */
    public static <T> Split<T> where(List<T> rows, Predicate<T> isValidation) {
        return rows.stream()
                .collect(Collectors.teeing(
                        Collectors.filtering(isValidation.negate(), Collectors.toList()),
                        Collectors.filtering(isValidation, Collectors.toList()),
                        Split::new));
    }

    /** A random sample as pandas' {@code DataFrame.sample(most, random_state=seed)}; all rows in their order if there are no more. */
    static <T> List<T> sample(List<T> rows, int most, int seed) {
        return rows.size() <= most
                ? rows
                : at(rows, Arrays.copyOf(new NumpyRandom(seed).permutation(rows.size()), most));
    }

    private static <T> List<T> at(List<T> rows, int[] indices) {
        return Arrays.stream(indices).mapToObj(rows::get).toList();
    }

    private static int validationRows(int rows, double share) {
        if (!(share > 0 && share < 1)) {
            throw new BenchException("the share to validate on is " + share + ", wanted more than 0 and less than 1");
        }
        int validation = (int) Math.ceil(share * rows);
        if (validation >= rows) {
            throw new BenchException(rows + " rows or groups are too few to keep " + share + " of them for validation");
        }
        return validation;
    }
}
