package org.onnxnet.shape;

import java.util.Map;
import java.util.Set;
import org.onnxnet.graph.OpId;

/** Operator versions for which the reference implementation (onnx 1.23.1) infers nothing. */
final class ReferenceGaps {
    private static final Set<String> FIRST_VERSION = Set.of(
            "Abs",
            "Add",
            "BatchNormalization",
            "Cast",
            "Ceil",
            "Clip",
            "Concat",
            "Div",
            "Dropout",
            "Elu",
            "Exp",
            "Floor",
            "GRU",
            "Gemm",
            "GlobalLpPool",
            "HardSigmoid",
            "InstanceNormalization",
            "LeakyRelu",
            "Log",
            "LpPool",
            "Max",
            "Mean",
            "Min",
            "Mul",
            "Neg",
            "PRelu",
            "Pad",
            "Reciprocal",
            "Relu",
            "Reshape",
            "Selu",
            "Sigmoid",
            "Split",
            "Sqrt",
            "Sub",
            "Sum",
            "Tanh",
            "Upsample");

    private static final Map<String, Integer> OTHER_VERSION = Map.of("Compress", 9, "GroupNormalization", 21);

    private static final Set<String> MACHINE_LEARNING = Set.of(
            "FeatureVectorizer",
            "Imputer",
            "LinearRegressor",
            "Normalizer",
            "SVMRegressor",
            "Scaler",
            "TreeEnsembleRegressor");

    private ReferenceGaps() {}

    /** Whether nothing is inferred for the version of an operator that {@code since} introduced. */
    static boolean contain(OpId op, int since) {
        return switch (op.domain()) {
            case "" ->
                (since == 1 && FIRST_VERSION.contains(op.type())) || since == OTHER_VERSION.getOrDefault(op.type(), -1);
            case "ai.onnx.ml" -> since == 1 && MACHINE_LEARNING.contains(op.type());
            case "ai.onnx.preview.training" -> op.type().equals("Gradient");
            default -> false;
        };
    }
}
