package org.onnxnet.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The losses beside the figures of the authors' code in torch. */
class LossTest {
    private static JsonNode expected() throws IOException {
        try (InputStream in = LossTest.class.getResourceAsStream("losses.json")) {
            return new JsonMapper().readTree(Objects.requireNonNull(in));
        }
    }

    private static double[] doubles(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({
        "mse, mse",
        "huber, huber_delta5",
        "mse_cap, mse_cap10",
        "pwr, pwr_margin0_1",
        "pwr_mining, pwr_mining_exp_tau0_5",
        "pairlog, pairlog",
        "softmaxlist, softmaxlist_tau0_25",
        "poly1list, poly1list_tau1_eps1"
    })
    void agreesWithTorch(String name, String key) throws IOException {
        JsonNode json = expected();
        Scores batch = Scores.of(doubles(json.get("logits")), doubles(json.get("labels")));
        Gradient found = LossNames.parse(name).of(batch, new SplittableRandom(42));
        JsonNode wanted = json.get("losses").get(key);
        double loss = wanted.get("loss").doubleValue();
        assertThat(found.loss()).isCloseTo(loss, within(1e-5 * loss));
        double[] slopes = doubles(wanted.get("grad"));
        for (int i = 0; i < slopes.length; i++) {
            assertThat(found.slopes()[i]).isCloseTo(slopes[i], within(1e-5 * Math.abs(slopes[i]) + 1e-7));
        }
    }

    @ParameterizedTest
    @CsvSource({"mse", "huber", "mse_cap", "pwr", "pwr_mining", "pairlog", "softmaxlist", "poly1list"})
    void slopesAreThoseOfTheLoss(String name) {
        Loss loss = LossNames.parse(name);
        double[] labels = {0.9, 0.2, 0.55, 0.55, 0.31, 0.7};
        int[] groups = {0, 0, 0, 1, 1, 1};
        double[] scores = {0.11, 0.52, -0.33, 0.2, 0.77, -0.04};
        Gradient at = loss.of(new Scores(scores, labels, groups), new SplittableRandom(1));
        for (int i = 0; i < scores.length; i++) {
            double step = 1e-6;
            double[] more = scores.clone();
            more[i] += step;
            double[] less = scores.clone();
            less[i] -= step;
            double slope = (loss.of(new Scores(more, labels, groups), new SplittableRandom(1))
                                    .loss()
                            - loss.of(new Scores(less, labels, groups), new SplittableRandom(1))
                                    .loss())
                    / (2 * step);
            assertThat(at.slopes()[i]).as("row %s", i).isCloseTo(slope, within(1e-6));
        }
    }

    @ParameterizedTest
    @CsvSource({"pwr", "pwr_mining", "pairlog"})
    void groupsAreNeverCompared(String name) {
        double[] scores = {5, 1, 2};
        double[] labels = {10, 90, 50};
        Gradient apart =
                LossNames.parse(name).of(new Scores(scores, labels, new int[] {0, 1, 2}), new SplittableRandom(1));
        assertThat(apart).isEqualTo(Gradient.none(3));
        Gradient together =
                LossNames.parse(name).of(new Scores(scores, labels, new int[] {0, 1, 0}), new SplittableRandom(1));
        assertThat(together.slopes()[1]).isZero();
        assertThat(together.slopes()[0]).isPositive();
        assertThat(together.slopes()[2]).isEqualTo(-together.slopes()[0]);
    }

    @Test
    void pairsAreSampledWithoutRepetitionAndByTheSeed() {
        double[] labels = new SplittableRandom(7).doubles(40).toArray();
        Scores batch = Scores.of(new double[40], labels);
        RankedPairs sample = RankedPairs.of(batch).sample(160, new SplittableRandom(3));
        assertThat(sample.size()).isEqualTo(160);
        assertThat(java.util.stream.IntStream.range(0, 160)
                        .mapToObj(i -> sample.better()[i] + ">" + sample.worse()[i])
                        .distinct())
                .hasSize(160);
        Loss loss = new PairwiseRanking();
        assertThat(loss.of(batch, new SplittableRandom(3))).isEqualTo(loss.of(batch, new SplittableRandom(3)));
        assertThat(loss.of(batch, new SplittableRandom(3))).isNotEqualTo(loss.of(batch, new SplittableRandom(4)));
    }

    @Test
    void unknownNamesAreRefusedWithTheList() {
        assertThatThrownBy(() -> LossNames.parse("mae"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'mae'")
                .hasMessageContaining("poly1list");
    }
}
