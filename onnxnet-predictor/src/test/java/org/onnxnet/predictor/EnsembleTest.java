package org.onnxnet.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.OnnxGraph;
import org.onnxnet.predictor.runtime.Cancellation;
import org.onnxnet.predictor.transformer.Precision;

class EnsembleTest {
    private static final List<OnnxGraph> REFERENCE = Cells.sample(40, 1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void isTheMeanOfStandardisedScores() {
        Ensemble ensemble = Ensemble.of(List.of(Baseline.PARAMS, Baseline.DEPTH), REFERENCE);
        List<Estimate> estimates = ensemble.estimate(REFERENCE);
        double mean = estimates.stream().mapToDouble(Estimate::score).average().orElseThrow();
        assertThat(mean).isEqualTo(0, within(1e-9));
        ScoreScale params = ScoreScale.of(Baseline.PARAMS.score(REFERENCE));
        ScoreScale depth = ScoreScale.of(Baseline.DEPTH.score(REFERENCE));
        double a = params.apply(Baseline.PARAMS.score(REFERENCE.get(3)));
        double b = depth.apply(Baseline.DEPTH.score(REFERENCE.get(3)));
        assertThat(estimates.get(3).score()).isEqualTo((a + b) / 2, within(1e-9));
        assertThat(estimates.get(3).deviation()).isEqualTo(Math.abs(a - b) / 2, within(1e-9));
    }

    @Test
    void aScoreDoesNotDependOnTheOthers() {
        Ensemble ensemble = Ensemble.of(List.of(Baseline.PARAMS, Baseline.DEPTH), REFERENCE);
        List<OnnxGraph> others = new ArrayList<>(Cells.sample(10, 2));
        double alone = ensemble.score(others.get(4));
        Collections.reverse(others);
        assertThat(ensemble.score(others)[5]).isEqualTo(alone);
    }

    @Test
    void theSameAfterSavingAndLoading() throws IOException {
        FeatureModel features = FeatureModel.train(REFERENCE, Cells.performance(REFERENCE), 1);
        Ensemble ensemble = Ensemble.of(List.of(features, Baseline.MACS), REFERENCE);
        ensemble.save(folder);
        try (Predictor loaded = Predictor.load(folder)) {
            assertThat(loaded.estimate(REFERENCE)).isEqualTo(ensemble.estimate(REFERENCE));
        }
    }

    @Test
    void onlyItsLanguageModelsAreLoadedAsTheCallerSays() throws IOException {
        Path tiny = TinyModel.write(Files.createDirectory(folder.resolve("tiny")));
        Path saved = folder.resolve("ensemble");
        try (Ensemble ensemble = Ensemble.of(List.of(Baseline.MACS, Predictor.load(tiny)), REFERENCE)) {
            ensemble.save(saved);
        }
        List<LanguageModelBuilder> asked = new ArrayList<>();
        try (Predictor exact = Predictor.load(saved);
                Predictor rounded = Predictor.load(saved, model -> asked.add(model.precision(Precision.INT8)))) {
            assertThat(asked).hasSize(1);
            assertThat(rounded.score(REFERENCE)).isNotEqualTo(exact.score(REFERENCE));
        }
        Baseline.MACS.save(folder);
        Predictor.load(folder, model -> asked.add(model)).close();
        assertThat(asked).hasSize(1);
    }

    @Test
    void aMemberThatCannotJudgeDoesNotCount() {
        Ensemble ensemble = Ensemble.of(List.of(Baseline.PARAMS, new Choosy(REFERENCE.get(3))), REFERENCE);
        ScoreScale params = ScoreScale.of(Baseline.PARAMS.score(REFERENCE));
        Estimate alone = ensemble.estimate(REFERENCE).get(3);
        assertThat(alone.score()).isEqualTo(params.apply(Baseline.PARAMS.score(REFERENCE.get(3))), within(1e-9));
        assertThat(alone.deviation()).isEqualTo(0, within(1e-6));
        Estimate both = ensemble.estimate(REFERENCE).get(4);
        ScoreScale macs = ScoreScale.of(new Choosy(REFERENCE.get(3)).score(REFERENCE));
        double a = params.apply(Baseline.PARAMS.score(REFERENCE.get(4)));
        double b = macs.apply(Baseline.MACS.score(REFERENCE.get(4)));
        assertThat(both.score()).isEqualTo((a + b) / 2, within(1e-9));
    }

    /** Ranks by MACs, all but one network. */
    private record Choosy(OnnxGraph not) implements Predictor {
        @Override
        public String name() {
            return "choosy";
        }

        @Override
        public String description() {
            return "MACs, but of one network.";
        }

        @Override
        public double[] score(List<OnnxGraph> graphs, ProgressListener progress, Cancellation cancellation) {
            return graphs.stream()
                    .mapToDouble(graph -> graph == not ? Double.NaN : Baseline.MACS.score(graph))
                    .toArray();
        }

        @Override
        public void close() {}
    }

    @Test
    void theErrorIsThatOfTheMembersAndTheirSpread() {
        FeatureModel features = FeatureModel.train(REFERENCE, Cells.performance(REFERENCE), 1);
        Ensemble ensemble =
                Ensemble.of(List.of(features, Baseline.MACS), REFERENCE).named("both");
        assertThat(ensemble.name()).isEqualTo("both");
        Estimate own = features.estimate(REFERENCE).get(5);
        ScoreScale scale = ScoreScale.of(features.score(REFERENCE));
        ScoreScale macs = ScoreScale.of(Baseline.MACS.score(REFERENCE));
        double half = (scale.apply(own.score()) - macs.apply(Baseline.MACS.score(REFERENCE.get(5)))) / 2;
        double error = own.deviation() / scale.deviation();
        assertThat(ensemble.estimate(REFERENCE).get(5).deviation())
                .isEqualTo(Math.sqrt(half * half + error * error / 2), within(1e-9));
    }

    @Test
    void doesNotLeaveItsFolder() throws IOException {
        Ensemble.of(List.of(Baseline.PARAMS, Baseline.MACS), REFERENCE).save(folder);
        Path settings = folder.resolve("onnxnet.json");
        Files.writeString(settings, Files.readString(settings).replace("member-1", "../member-1"));
        assertThatThrownBy(() -> Predictor.load(folder))
                .hasMessageContaining("a model inside it is in '../member-1', wanted the name of a folder");
    }

    @Test
    void refusesAMemberWithoutScale() throws IOException {
        Ensemble.of(List.of(Baseline.PARAMS, Baseline.MACS), REFERENCE).save(folder);
        Path settings = folder.resolve("onnxnet.json");
        Files.writeString(settings, Files.readString(settings).replace("\"deviation\"", "\"deviance\""));
        assertThatThrownBy(() -> Predictor.load(folder)).hasMessageContaining("wanted a number and one above 0");
    }

    @Test
    void countsAreComparedByTheirLogarithms() {
        assertThat(ScoreScale.of(new double[] {1, 10, 100}).apply(10)).isEqualTo(0, within(1e-12));
        assertThat(ScoreScale.of(new double[] {90, 91, 92}).logarithm()).isFalse();
        assertThatThrownBy(() -> ScoreScale.of(new double[] {1, Double.NaN}))
                .hasMessageContaining("1 of 2 reference networks have a finite score");
    }

    @Test
    void progressEndsAtTheNumberOfNetworks() {
        Ensemble ensemble = Ensemble.of(List.of(Baseline.PARAMS, Baseline.DEPTH), REFERENCE);
        List<Integer> heard = Collections.synchronizedList(new ArrayList<>());
        ensemble.score(REFERENCE, (done, total) -> heard.add(done), new Cancellation());
        assertThat(heard).isSorted().last().isEqualTo(REFERENCE.size());
    }
}
