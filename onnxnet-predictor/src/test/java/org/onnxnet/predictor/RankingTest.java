package org.onnxnet.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RankingTest {
    @Test
    void highestScoreComesFirst() {
        Ranking<String> ranking = Ranking.of("test", List.of("a", "b", "c"), new double[] {1, 3, 2});
        assertThat(ranking.items()).containsExactly("b", "c", "a");
        assertThat(ranking.best()).isEqualTo("b");
        assertThat(ranking.entries())
                .containsExactly(
                        new Ranking.Entry<>(1, "b", 3, 1),
                        new Ranking.Entry<>(2, "c", 2, 2),
                        new Ranking.Entry<>(3, "a", 1, 0));
        assertThat(ranking.predictor()).isEqualTo("test");
    }

    @Test
    void equalScoresKeepTheirOrder() {
        Ranking<String> ranking = Ranking.of("test", List.of("a", "b", "c", "d"), new double[] {-0.0, 1, 0.0, -0.0});
        assertThat(ranking.items()).containsExactly("b", "a", "c", "d");
    }

    @Test
    void itemsWithoutScoreComeLastInTheirOrder() {
        double[] scores = {Double.NaN, Double.NEGATIVE_INFINITY, Double.NaN, Double.POSITIVE_INFINITY};
        assertThat(Ranking.of("test", List.of("a", "b", "c", "d"), scores).items())
                .containsExactly("d", "b", "a", "c");
    }

    @Test
    void topKeepsRanksAndTakesWhatThereIs() {
        Ranking<String> ranking = Ranking.of("test", List.of("a", "b", "c"), new double[] {1, 3, 2});
        assertThat(ranking.top(2).items()).containsExactly("b", "c");
        assertThat(ranking.top(9)).isEqualTo(ranking);
        assertThat(ranking.top(0).entries()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> ranking.top(-1)).withMessageContaining("-1");
    }

    @Test
    void canBeWalked() {
        Ranking<String> ranking = Ranking.of("test", List.of("a", "b"), new double[] {1, 3});
        List<String> walked = new ArrayList<>();
        ranking.forEach(entry -> walked.add(entry.rank() + entry.item()));
        assertThat(walked).containsExactly("1b", "2a");
        assertThat(ranking.stream().mapToDouble(Ranking.Entry::score).toArray()).containsExactly(3, 1);
        assertThatThrownBy(() -> ranking.iterator().remove()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anEmptyRankingHasNoBest() {
        Ranking<String> empty = Ranking.of("test", List.of(), new double[0]);
        assertThat(empty.size()).isZero();
        assertThatThrownBy(empty::best)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("at least one candidate");
    }

    @Test
    void refusesScoresThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ranking.of("test", List.of("a", "b"), new double[] {1}))
                .withMessageContainingAll("predictor test", "1 scores", "wanted 2");
    }

    @Test
    void printsTheFirstTen() {
        List<String> items = IntStream.range(0, 12).mapToObj(i -> "item " + i).toList();
        double[] scores = IntStream.range(0, 12).mapToDouble(i -> -i / 2.0).toArray();
        String text = Ranking.of("params", items, scores).toString();
        assertThat(text)
                .startsWith("ranking by params, 12 entries, best first\n1. 0  item 0\n2. -0.5  item 1\n")
                .endsWith("10. -4.5  item 9\n... and 2 more");
    }

    @Test
    void printsOneShortLinePerItem() {
        String text = Ranking.of("test", List.of("x".repeat(200) + "\nmore", ""), new double[] {Double.NaN, 1e300})
                .toString();
        assertThat(text.lines()).hasSize(3).allMatch(line -> line.length() <= 80);
        assertThat(text).contains("1. 1.0E300", "2. NaN  xxx", "...");
    }

    @Property(tries = 200)
    void isAPermutationInOrderOfScores(@ForAll("scores") List<Double> scores) {
        double[] array = scores.stream().mapToDouble(Double::doubleValue).toArray();
        Ranking<Double> ranking = Ranking.of("test", scores, array);
        assertThat(ranking.stream().map(Ranking.Entry::index)).containsExactlyInAnyOrderElementsOf(indices(scores));
        for (int i = 0; i < ranking.size(); i++) {
            Ranking.Entry<Double> entry = ranking.entries().get(i);
            assertThat(entry.rank()).isEqualTo(i + 1);
            assertThat(entry.item()).isEqualTo(scores.get(entry.index()));
            if (i > 0) {
                Ranking.Entry<Double> before = ranking.entries().get(i - 1);
                boolean lower = entry.score() < before.score();
                boolean firstWithout = Double.isNaN(entry.score()) && !Double.isNaN(before.score());
                assertThat(lower || firstWithout || before.index() < entry.index())
                        .isTrue();
                assertThat(entry.score() > before.score()).isFalse();
                assertThat(Double.isNaN(before.score()) && !Double.isNaN(entry.score()))
                        .isFalse();
            }
        }
    }

    @Property(tries = 100)
    void doesNotDependOnTheOrderOfDistinctScores(@ForAll("scores") List<Double> scores) {
        List<Double> distinct =
                new ArrayList<>(scores.stream().map(s -> s + 0.0).distinct().toList());
        Ranking<Double> ranking = rank(distinct);
        Collections.reverse(distinct);
        assertThat(rank(distinct).items()).isEqualTo(ranking.items());
    }

    @Provide
    Arbitrary<List<Double>> scores() {
        return Arbitraries.oneOf(
                        Arbitraries.doubles(),
                        Arbitraries.integers().between(-2, 2).map(Integer::doubleValue),
                        Arbitraries.of(Double.NaN, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))
                .list()
                .ofMaxSize(20);
    }

    private static Ranking<Double> rank(List<Double> scores) {
        return Ranking.of(
                "test", scores, scores.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static List<Integer> indices(List<Double> scores) {
        return IntStream.range(0, scores.size()).boxed().toList();
    }
}
