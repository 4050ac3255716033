package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;

class MlModelRulesTest {
    private static final Attribute NAMES = Attribute.ofStrings("classlabels_strings", "a", "b", "c");

    @Test
    void classifiersGiveALabelAndScores() {
        assertThat(NodeCase.ml("LinearClassifier", 1)
                        .floats("n 4")
                        .with(NAMES, Attribute.ofFloats("intercepts", 1, 2, 3))
                        .outputs(2)
                        .types())
                .containsExactly("STRING[n]", "FLOAT[nx3]");
        NodeCase trees = NodeCase.ml("TreeEnsembleClassifier", 1)
                .floats("n 4")
                .with(Attribute.ofInts("classlabels_int64s", 0, 1))
                .outputs(2);
        assertThat(trees.types()).containsExactly("INT64[n]", "FLOAT[nx2]");
        assertThat(trees.plainTypes()).containsExactly("INT64[...]", "?");
        assertThat(NodeCase.ml("TreeEnsembleClassifier", 3)
                        .floats("n 4")
                        .with(NAMES)
                        .outputs(2)
                        .plainTypes())
                .containsExactly("STRING[n]", "FLOAT[nx3]");
        assertThat(NodeCase.ml("SVMClassifier", 1)
                        .floats("n 4")
                        .with(NAMES)
                        .outputs(2)
                        .types())
                .containsExactly("STRING[n]", "FLOAT[nx?]");
    }

    @Test
    void oneInterceptSeparatesTwoClasses() {
        assertThat(NodeCase.ml("LinearClassifier", 1)
                        .floats("4")
                        .with(Attribute.ofInts("classlabels_ints", 0, 1), Attribute.ofFloats("intercepts", 1))
                        .outputs(2)
                        .types())
                .containsExactly("INT64[1]", "FLOAT[1x2]");
    }

    @Test
    void regressorsGiveTargets() {
        assertThat(NodeCase.ml("LinearRegressor", 1)
                        .floats("n 4")
                        .with(Attribute.of("targets", 2))
                        .types())
                .containsExactly("FLOAT[nx2]");
        assertThat(NodeCase.ml("SVMRegressor", 1).floats("n 4").types()).containsExactly("FLOAT[nx1]");
        assertThat(NodeCase.ml("TreeEnsembleRegressor", 3)
                        .floats("n 4")
                        .with(Attribute.of("n_targets", 3))
                        .types())
                .containsExactly("FLOAT[nx3]");
        assertThat(NodeCase.ml("TreeEnsemble", 5)
                        .floats("n 4")
                        .with(Attribute.of("n_targets", 3))
                        .types())
                .containsExactly("FLOAT[nx3]");
    }

    @Test
    void anImageHasNoRows() {
        assertThat(NodeCase.ml("SVMRegressor", 1).floats("1 2 3").problem()).contains("1 or 2 dimensions");
    }
}
