package org.onnxnet.predictor.feature;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.analysis.OperatorKinds;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;

/** What a layer does to its input, as coarsely as search spaces tell operations apart. */
enum LayerKind {
    /** Where the data come in, and a layer that makes data up. */
    INPUT,
    /** A convolution whose kernel has one element. */
    POINTWISE_CONV,
    /** A convolution with a kernel of up to 3 on each side. */
    CONV,
    /** A convolution with a larger kernel. */
    LARGE_CONV,
    /** A convolution in groups, depthwise ones first of all. */
    GROUP_CONV,
    /** A product with a matrix of weights, or a recurrent layer. */
    LINEAR,
    /** A product of two computed values, as in attention. */
    ATTENTION,
    AVERAGE_POOL,
    MAX_POOL,
    /** A reduction over all positions. */
    GLOBAL_POOL,
    /** The element-wise sum of two or more computed values. */
    SUM,
    /** The element-wise product of two or more computed values: a gate. */
    PRODUCT,
    CONCAT,
    /** A function of single elements. */
    ACTIVATION,
    NORM,
    /** Another shape, order, type or name of the same elements. */
    VIEW,
    OTHER,
    /** Where results go out. */
    OUTPUT;

    private static final Set<String> CONVS =
            Set.of("Conv", "ConvTranspose", "ConvInteger", "QLinearConv", "DeformConv");
    private static final Map<String, LayerKind> BY_TYPE = Map.ofEntries(
            Map.entry("AveragePool", AVERAGE_POOL),
            Map.entry("LpPool", AVERAGE_POOL),
            Map.entry("MaxPool", MAX_POOL),
            Map.entry("GlobalAveragePool", GLOBAL_POOL),
            Map.entry("GlobalMaxPool", GLOBAL_POOL),
            Map.entry("ReduceMean", GLOBAL_POOL),
            Map.entry("ReduceMax", GLOBAL_POOL),
            Map.entry("ReduceSum", GLOBAL_POOL),
            Map.entry("Concat", CONCAT),
            Map.entry("Attention", ATTENTION),
            Map.entry("LSTM", LINEAR),
            Map.entry("GRU", LINEAR),
            Map.entry("RNN", LINEAR),
            Map.entry("BatchNormalization", NORM),
            Map.entry("GroupNormalization", NORM),
            Map.entry("InstanceNormalization", NORM),
            Map.entry("LayerNormalization", NORM),
            Map.entry("RMSNormalization", NORM),
            Map.entry("LRN", NORM),
            Map.entry("LpNormalization", NORM));
    private static final Set<String> PRODUCTS = Set.of("MatMul", "Gemm", "Einsum", "QLinearMatMul", "MatMulInteger");
    private static final Set<String> ACTIVATIONS = Set.of(
            "Relu",
            "LeakyRelu",
            "PRelu",
            "Elu",
            "Selu",
            "Celu",
            "Gelu",
            "Mish",
            "Swish",
            "Sigmoid",
            "HardSigmoid",
            "HardSwish",
            "Tanh",
            "Softplus",
            "Softsign",
            "Softmax",
            "LogSoftmax",
            "ThresholdedRelu",
            "Clip",
            "Erf",
            "Exp",
            "Log",
            "Sqrt",
            "Reciprocal",
            "Abs",
            "Neg",
            "Sin",
            "Cos",
            "Pow");

    /**
     * The kind of a node.
     *
     * @param computed how many of its inputs depend on the data
     * @param kernel the shape of its second input, null if unknown
     */
    static LayerKind of(Node node, int computed, @Nullable Shape kernel) {
        String type = node.op().type();
        if (CONVS.contains(type)) {
            return convolution(node, kernel);
        }
        if (PRODUCTS.contains(type)) {
            return computed > 1 ? ATTENTION : LINEAR;
        }
        if (OperatorKinds.isView(node)) {
            return VIEW;
        }
        if (ACTIVATIONS.contains(type)) {
            return ACTIVATION;
        }
        return switch (type) {
            case "Add", "Sum", "Sub", "Mean" -> computed > 1 ? SUM : ACTIVATION;
            case "Mul", "Div" -> computed > 1 ? PRODUCT : ACTIVATION;
            default -> BY_TYPE.getOrDefault(type, OTHER);
        };
    }

    private static LayerKind convolution(Node node, @Nullable Shape kernel) {
        if (node.intAttribute("group", 1) > 1) {
            return GROUP_CONV;
        }
        long side = side(node.intsAttribute("kernel_shape"), kernel);
        if (side <= 1) {
            return POINTWISE_CONV;
        }
        return side <= 3 ? CONV : LARGE_CONV;
    }

    /** The longest side of a kernel; 3, the usual one, where it is unknown. */
    private static long side(@Nullable List<Long> declared, @Nullable Shape kernel) {
        if (declared != null) {
            return declared.stream().mapToLong(Long::longValue).max().orElse(1);
        }
        if (kernel == null) {
            return 3;
        }
        return kernel.dims().stream()
                .skip(2)
                .mapToLong(dim -> dim instanceof Dim.Known known ? known.value() : 3)
                .max()
                .orElse(1);
    }

    /** As it stands in the names of features. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether several values come together in it. */
    boolean isJoin() {
        return this == SUM || this == PRODUCT || this == CONCAT || this == ATTENTION;
    }

    /** Whether it belongs to the layer before it, as far as the wiring of a network goes. */
    boolean isAttachment() {
        return this == ACTIVATION || this == NORM || this == VIEW;
    }
}
