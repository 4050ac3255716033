package org.onnxnet.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.OnnxGraph;
import org.onnxnet.predictor.runtime.Cancellation;

class CascadeTest {
    private static final List<OnnxGraph> NETWORKS = Cells.sample(40, 1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Remembers what it was asked. */
    private static final class Recorder implements Predictor {
        private final List<OnnxGraph> asked = new ArrayList<>();

        @Override
        public String name() {
            return "recorder";
        }

        @Override
        public String description() {
            return "Counts nodes.";
        }

        @Override
        public double[] score(List<OnnxGraph> graphs, ProgressListener progress, Cancellation cancellation) {
            asked.addAll(graphs);
            return graphs.stream().mapToDouble(graph -> -graph.nodes().size()).toArray();
        }

        @Override
        public void close() {}
    }

    @Test
    void asksTheGoodOneOnlyWhereItPays() {
        Recorder second = new Recorder();
        double[] params = Baseline.PARAMS.score(NETWORKS);
        double threshold = Arrays.stream(params).sorted().toArray()[30];
        Cascade cascade = new Cascade(Baseline.PARAMS, second, threshold);
        double[] scores = cascade.score(NETWORKS);
        assertThat(second.asked)
                .hasSize((int) Arrays.stream(params).filter(p -> p >= threshold).count());
        for (int i = 0; i < params.length; i++) {
            assertThat(scores[i] >= 1).isEqualTo(params[i] >= threshold);
        }
        OnnxGraph best = cascade.rank(NETWORKS).best();
        assertThat(best.nodes().size())
                .isEqualTo(second.asked.stream()
                        .mapToInt(g -> g.nodes().size())
                        .min()
                        .orElseThrow());
    }

    @Test
    void belowTheThresholdTheCheapOneDecides() {
        Cascade none = new Cascade(Baseline.PARAMS, new Recorder(), Double.POSITIVE_INFINITY);
        assertThat(none.rank(NETWORKS).items())
                .isEqualTo(Baseline.PARAMS.rank(NETWORKS).items());
    }

    @Test
    void countsOfBillionsStayApart() {
        Predictor billions = new Predictor() {
            @Override
            public String name() {
                return "billions";
            }

            @Override
            public String description() {
                return "Close together.";
            }

            @Override
            public double[] score(List<OnnxGraph> graphs, ProgressListener progress, Cancellation cancellation) {
                return IntStream.range(0, graphs.size())
                        .mapToDouble(i -> 1e10 + 100 * i)
                        .toArray();
            }

            @Override
            public void close() {}
        };
        double[] scores = new Cascade(billions, new Recorder(), Double.POSITIVE_INFINITY).score(NETWORKS);
        assertThat(Arrays.stream(scores).boxed().toList()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void takesTheThresholdFromReferenceNetworks() {
        Recorder second = new Recorder();
        Cascade.keeping(0.25, Baseline.MACS, second, NETWORKS).score(NETWORKS);
        assertThat(second.asked.size()).isBetween(10, 14); // 10, and those with as many operations as the tenth
        assertThatThrownBy(() -> Cascade.keeping(0, Baseline.MACS, second, NETWORKS))
                .hasMessageContaining("share is 0.0 of 40 reference networks");
    }

    @Test
    void bothLanguageModelsAreLoadedAsTheCallerSays() throws IOException {
        Path tiny = TinyModel.write(Files.createDirectory(folder.resolve("tiny")));
        Path saved = folder.resolve("cascade");
        try (Cascade cascade = new Cascade(Predictor.load(tiny), Predictor.load(tiny), 0)) {
            cascade.save(saved);
        }
        List<LanguageModelBuilder> asked = new ArrayList<>();
        Predictor.load(saved, asked::add).close();
        assertThat(asked).hasSize(2);
    }

    @Test
    void theSameAfterSavingAndLoading() throws IOException {
        Cascade cascade = new Cascade(Baseline.PARAMS, Baseline.DEPTH, 1000);
        cascade.save(folder);
        try (Predictor loaded = Predictor.load(folder)) {
            assertThat(loaded.score(NETWORKS)).isEqualTo(cascade.score(NETWORKS));
        }
        new Cascade(Baseline.PARAMS, Baseline.DEPTH, Double.POSITIVE_INFINITY).save(folder);
        try (Predictor loaded = Predictor.load(folder)) {
            assertThat(loaded.rank(NETWORKS).items())
                    .isEqualTo(Baseline.PARAMS.rank(NETWORKS).items());
        }
        Files.writeString(folder.resolve("onnxnet.json"), "{\"kind\": \"cascade\"}");
        assertThatThrownBy(() -> Predictor.load(folder)).hasMessageContaining("threshold is '', wanted a number");
        assertThatThrownBy(() -> new Cascade(Baseline.PARAMS, new Recorder(), 1).save(folder))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("recorder has no form as files");
    }
}
