package org.onnxnet.bench.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.onnxnet.bench.BenchException;

/**
 * Expected orders come from scikit-learn 1.9.1 and pandas' sampling on NumPy 2.4.6, for instance
 * {@code train_test_split(range(48393), test_size=0.2, random_state=42)}.
 */
class SplitsTest {
    @Test
    void isTheOrderOfTrainTestSplit() throws NoSuchAlgorithmException {
        assertThat(Splits.random(numbers(10), 0.2, 42))
                .isEqualTo(new Split<>(List.of(5, 0, 7, 2, 9, 4, 3, 6), List.of(8, 1)));

        Split<Integer> split = Splits.random(numbers(48_393), 0.2, 42);
        assertThat(split.validation()).hasSize(9_679).startsWith(2514, 31143, 26126, 27872, 33430, 6890, 32999, 40494);
        assertThat(split.train()).hasSize(38_714).startsWith(4593, 46279, 11912, 45356, 43446, 5756, 41664, 24889);
        assertThat(sha256(split.validation()))
                .isEqualTo("15594b0de3d92b0d9db69797b6661179f448e5c1f984873650652d5649792af7");
        assertThat(sha256(split.train())).isEqualTo("1b2208ac2fd44005334ea3c27c7a5f2334295909bab243e5e3e2df00ed18dde1");
    }

    @Test
    void theShareIsRoundedUp() {
        assertThat(Splits.random(numbers(10_423), 0.25, 7).validation())
                .hasSize(2_606)
                .startsWith(3195, 6275, 4344, 939);
        assertThat(Splits.random(numbers(10_423), 0.05, 7).validation()).hasSize(522);
    }

    @Test
    void isTheOrderOfGroupShuffleSplit() {
        List<String> groups = List.of("b", "a", "b", "c", "d", "a", "e", "f", "c", "g");

        assertThat(Splits.groups(numbers(10), groups::get, 0.3, 42))
                .isEqualTo(new Split<>(List.of(3, 4, 6, 8, 9), List.of(0, 1, 2, 5, 7)));
    }

    @Test
    void capsTheTrainingSideAsPandasSamples() {
        Split<Integer> split = new Split<>(numbers(12), List.of(99));

        assertThat(split.withTrainAtMost(4, 42)).isEqualTo(new Split<>(List.of(10, 9, 0, 8), List.of(99)));
        assertThat(split.withTrainAtMost(12, 42)).isEqualTo(split);
    }

    @Test
    void namedRowsAreForValidation() {
        assertThat(Splits.where(numbers(5), n -> n % 2 == 1)).isEqualTo(new Split<>(List.of(0, 2, 4), List.of(1, 3)));
    }

    @Test
    void sharesThatLeaveNothingAreErrors() {
        for (double share : new double[] {0, 1, -0.1, 1.5, Double.NaN}) {
            assertThatThrownBy(() -> Splits.random(numbers(10), share, 1))
                    .isInstanceOf(BenchException.class)
                    .hasMessageContaining("wanted more than 0 and less than 1");
        }
        assertThatThrownBy(() -> Splits.random(numbers(1), 0.5, 1))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("too few");
        assertThatThrownBy(() -> Splits.random(numbers(0), 0.5, 1)).isInstanceOf(BenchException.class);
    }

    @Property(tries = 200)
    void everyRowIsOnOneSide(
            @ForAll @IntRange(min = 2, max = 500) int size,
            @ForAll @DoubleRange(min = 0.01, max = 0.49) double share,
            @ForAll int seed) {
        Split<Integer> split = Splits.random(numbers(size), share, seed);

        assertThat(IntStream.concat(ints(split.train()), ints(split.validation())))
                .containsExactlyInAnyOrderElementsOf(numbers(size));
    }

    @Property(tries = 200)
    void aGroupIsOnOneSide(
            @ForAll @Size(min = 30, max = 200) List<@IntRange(max = 20) Integer> rows, @ForAll int seed) {
        if (new HashSet<>(rows).size() < 2) {
            return;
        }
        Split<Integer> split = Splits.groups(rows, String::valueOf, 0.3, seed);

        Set<Integer> both = new HashSet<>(split.train());
        both.retainAll(new HashSet<>(split.validation()));
        assertThat(both).isEmpty();
        assertThat(split.train().size() + split.validation().size()).isEqualTo(rows.size());
    }

    private static IntStream ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue);
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static String sha256(List<Integer> numbers) throws NoSuchAlgorithmException {
        String text = numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
