package org.onnxnet.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Value;
import org.onnxnet.predictor.checkpoint.InvalidCheckpointException;
import org.onnxnet.predictor.metric.Metrics;

class FeatureModelTest {
    private static final List<OnnxGraph> TRAIN = Cells.sample(60, 1);
    private static final List<OnnxGraph> TEST = Cells.sample(60, 2);

    @SuppressWarnings("NullAway.Init")
    private static FeatureModel model;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    static void train() {
        model = FeatureModel.train(TRAIN, Cells.performance(TRAIN), 42);
    }

    @Test
    void ranksNetworksItHasNotSeen() {
        double tau = Metrics.kendallTau(model.score(TEST), Cells.performance(TEST));
        assertThat(tau).isGreaterThan(0.8);
    }

    @Test
    void scoresAreInTheUnitOfTheLabels() {
        assertThat(Arrays.stream(model.score(TEST)).boxed()).allMatch(score -> score > 60 && score < 80);
    }

    @Test
    void theSameAfterSavingAndLoading() throws IOException {
        model.save(folder);
        try (Predictor loaded = Predictor.load(folder)) {
            assertThat(loaded.score(TEST)).isEqualTo(model.score(TEST));
            assertThat(loaded.estimate(TEST)).isEqualTo(model.estimate(TEST));
            assertThat(loaded.description()).isEqualTo(model.description());
        }
    }

    @Test
    void equalSeedsGiveEqualFiles() throws IOException {
        model.save(folder.resolve("a"));
        FeatureModel.train(TRAIN, Cells.performance(TRAIN), 42).save(folder.resolve("b"));
        for (String file : List.of("onnxnet.json", "model.safetensors")) {
            assertThat(folder.resolve("b").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("a").resolve(file));
        }
    }

    @Test
    void flagsWhatIsUnlikeTheExamples() {
        OnnxGraph strange = OnnxGraph.build(17, g -> {
            g.input(Value.tensor("x", ElementType.FLOAT, 1, 512));
            String value = "x";
            for (int i = 0; i < 40; i++) {
                value = g.op("Mul", List.of(value, g.op("Sigmoid", List.of(value))));
                value = g.op("Add", List.of(value, g.op("Sin", List.of(value))));
            }
            g.output(new Value(value, null));
        });
        assertThat(model.estimate(List.of(strange)).get(0).familiar()).isFalse();
        assertThat(model.estimate(TRAIN))
                .filteredOn(estimate -> !estimate.familiar())
                .isEmpty();
    }

    @Test
    void knowsHowSureItIs() {
        OnnxGraph good = Cells.network(3, 12, List.of(3, 3, 3), true);
        OnnxGraph bad = Cells.network(1, 4, List.of(1), false);
        assertThat(model.compare(good, bad)).isGreaterThan(0.95);
        assertThat(model.compare(good, bad) + model.compare(bad, good)).isEqualTo(1);
        assertThat(model.compare(good, good)).isEqualTo(0.5);
    }

    @Test
    void refusesWhatItCannotLearnFrom() {
        double[] performance = Cells.performance(TRAIN);
        assertThatThrownBy(() -> FeatureModel.train(TRAIN, new double[3], 1))
                .hasMessage("60 networks and 3 performances, wanted one for each");
        assertThatThrownBy(() -> FeatureModel.train(TRAIN.subList(0, 3), new double[3], 1))
                .hasMessage("3 networks to train on, wanted 10 or more");
        performance[7] = Double.NaN;
        assertThatThrownBy(() -> FeatureModel.train(TRAIN, performance, 1))
                .hasMessage("the performance of network 7 is NaN, wanted a finite number");
    }

    @Test
    void refusesWeightsThatAreNoNumbers() throws IOException {
        model.save(folder);
        Path file = folder.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        // The last tensor holds the weights of the process.
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, Float.NaN);
        Files.write(file, bytes);
        assertThatThrownBy(() -> Predictor.load(folder))
                .isInstanceOf(InvalidCheckpointException.class)
                .hasMessageContaining("tensor 'process.weights' has the value NaN at element 59");
    }

    @Test
    void learnsFromEqualNetworks() throws IOException {
        List<OnnxGraph> equal = Collections.nCopies(12, TRAIN.get(0));
        double[] performance = new double[12];
        performance[3] = 12;
        FeatureModel flat = FeatureModel.train(equal, performance, 1);
        assertThat(flat.score(TEST)).containsOnly(flat.score(TEST.get(0))).doesNotContain(Double.NaN);
        flat.save(folder);
        assertThat(FeatureModel.load(folder).score(TEST)).isEqualTo(flat.score(TEST));
    }

    @Test
    void learnsFromEqualPerformances() {
        FeatureModel flat = FeatureModel.train(TRAIN, new double[TRAIN.size()], 1);
        assertThat(flat.score(TEST)).containsOnly(0.0);
    }

    @Test
    void refusesOtherFeaturesAndDamagedFiles() throws IOException {
        model.save(folder);
        Path settings = folder.resolve("onnxnet.json");
        String text = Files.readString(settings);
        Files.writeString(settings, text.replace("\"log params\"", "\"something else\""));
        assertThatThrownBy(() -> Predictor.load(folder))
                .isInstanceOf(InvalidCheckpointException.class)
                .hasMessageContaining("train it again");
        Files.writeString(settings, text.replace("\"features\",", "\"astrology\","));
        assertThatThrownBy(() -> Predictor.load(folder)).hasMessageContaining("kind is 'astrology', wanted one of");
        Files.writeString(settings, text);
        byte[] weights = Files.readAllBytes(folder.resolve("model.safetensors"));
        Files.write(folder.resolve("model.safetensors"), Arrays.copyOf(weights, weights.length / 2));
        assertThatThrownBy(() -> Predictor.load(folder)).isInstanceOf(InvalidCheckpointException.class);
    }
}
