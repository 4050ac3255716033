package org.onnxnet.shape;

import java.util.List;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/** Classifiers and regressors of the domain {@code ai.onnx.ml}, which give a row for each row {@code [N, features]}. */
final class MlModelRules {
    private MlModelRules() {}

    static void register(RuleSet rules) {
        rules.add(MlFeatureRules.ml("LinearClassifier"), 1, MlModelRules::linearClassifier);
        rules.add(MlFeatureRules.ml("LinearRegressor"), 1, node -> regressor(node, Dim.of(node.integer("targets", 1))));
        rules.add(MlFeatureRules.ml("SVMClassifier"), 1, node -> classifier(node, Dim.UNKNOWN, false));
        rules.add(MlFeatureRules.ml("SVMRegressor"), 1, node -> regressor(node, Dim.of(1)));
        rules.add(MlFeatureRules.ml("TreeEnsembleClassifier"), 1, node -> classifier(node, classes(node), false));
        rules.add(MlFeatureRules.ml("TreeEnsembleClassifier"), 3, node -> classifier(node, classes(node), true));
        rules.add(MlFeatureRules.ml("TreeEnsembleRegressor"), 1, node -> regressor(node, targets(node)));
        rules.add(MlFeatureRules.ml("TreeEnsemble"), 5, MlModelRules::trees);
    }

    /** The number of rows; a vector counts as one. */
    private static Dim rows(NodeContext node) {
        Shape input = node.shape(0);
        if (input != null && input.rank() != 1 && input.rank() != 2) {
            throw new CannotInferException("input has shape [" + input + "], wanted 1 or 2 dimensions");
        }
        return input == null ? Dim.UNKNOWN : input.rank() == 1 ? Dim.of(1) : input.dim(0);
    }

    private static Dim classes(NodeContext node) {
        int count = Math.max(
                MlFeatureRules.length(node, "classlabels_strings"), MlFeatureRules.length(node, "classlabels_int64s"));
        return count > 0 ? Dim.of(count) : Dim.UNKNOWN;
    }

    private static Dim targets(NodeContext node) {
        return node.hasAttribute("n_targets") ? Dim.of(node.integer("n_targets", 1)) : Dim.UNKNOWN;
    }

    private static ElementType labelType(NodeContext node) {
        return MlFeatureRules.length(node, "classlabels_strings") > 0 ? ElementType.STRING : ElementType.INT64;
    }

    /**
     * A label and scores for each row.
     *
     * @param inferred whether the reference implementation infers the shapes, and the second output at all
     */
    private static void classifier(NodeContext node, Dim classes, boolean inferred) {
        boolean told = inferred || node.followsValues();
        node.setTensor(0, labelType(node), told ? new Shape(List.of(rows(node))) : null);
        if (told) {
            node.setTensor(1, ElementType.FLOAT, new Shape(List.of(rows(node), classes)));
        }
    }

    /** One class for each intercept; a single intercept for two labels separates the two. */
    private static void linearClassifier(NodeContext node) {
        int intercepts = MlFeatureRules.length(node, "intercepts");
        int labels = Math.max(
                MlFeatureRules.length(node, "classlabels_strings"), MlFeatureRules.length(node, "classlabels_ints"));
        boolean unknown = intercepts == 0 && node.followsValues();
        Dim classes = unknown ? Dim.UNKNOWN : Dim.of(intercepts == 1 && labels == 2 ? 2 : intercepts);
        classifier(node, classes, true);
    }

    private static void regressor(NodeContext node, Dim targets) {
        node.setTensor(0, ElementType.FLOAT, new Shape(List.of(rows(node), targets)));
    }

    private static void trees(NodeContext node) {
        Shape input = node.shapeOfRank(0, 2);
        Dim rows = input == null ? Dim.UNKNOWN : input.dim(0);
        node.setTensor(0, node.elementType(0), new Shape(List.of(rows, targets(node))));
    }
}
