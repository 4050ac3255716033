package org.onnxnet.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.OnnxGraph;
import org.onnxnet.predictor.feature.Features;
import org.onnxnet.predictor.metric.Metrics;

class PathModelTest {
    private static final List<OnnxGraph> NETWORKS = Cells.sample(120, 1);

    private static float[][] rows(List<OnnxGraph> networks) {
        return networks.stream().map(Features::of).toArray(float[][]::new);
    }

    private static FeatureModel model() {
        return FeatureModel.trainOnPaths(rows(NETWORKS), Cells.performance(NETWORKS), 7);
    }

    @Test
    void onlyWhatLiesOnPathsCounts() {
        float[][] rows = rows(Cells.sample(20, 2));
        double[] scores = model().scoreFeatures(rows);
        List<String> others = List.of("log params", "log macs", "width", "nodes", "wires", "count of linear");
        for (float[] row : rows) {
            others.forEach(name -> row[Features.names().indexOf(name)] += 100);
        }
        assertThat(model().scoreFeatures(rows)).isEqualTo(scores);
        for (float[] row : rows) {
            row[Features.names().indexOf("most spatial")] += 100;
        }
        assertThat(model().scoreFeatures(rows)).isNotEqualTo(scores);
    }

    @Test
    void ranksNetworksThatItHasNotSeen() {
        List<OnnxGraph> others = Cells.sample(60, 3);
        double[] scores = model().scoreFeatures(rows(others));
        assertThat(Metrics.spearman(scores, Cells.performance(others))).isGreaterThan(0.5);
    }

    @Test
    void isTheSameAfterSavingAndLoading(@TempDir Path directory) throws IOException {
        FeatureModel model = model();
        model.save(directory);
        FeatureModel loaded = FeatureModel.load(directory);
        assertThat(loaded.name()).isEqualTo("paths");
        assertThat(loaded.scoreFeatures(rows(NETWORKS))).isEqualTo(model.scoreFeatures(rows(NETWORKS)));
        assertThat(loaded.estimate(NETWORKS.subList(0, 1)).get(0).familiar()).isTrue();
    }
}
