package org.onnxnet.analysis;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import org.onnxnet.graph.Node;

/** What a tensor at a slot of an operator is to it. The slots are those of https://onnx.ai/onnx/operators/. */
enum SlotRole {
    /** What is computed on. A constant here is learned (a constant start image, say); an input never is a parameter. */
    DATA,
    /** Trained values: kernels, biases, scales. */
    WEIGHT,
    /** Values measured in training, not trained: the means and variances of a batch normalisation. */
    STATISTIC,
    /** Data or weight: operators that treat both alike. */
    EITHER,
    /** How to compute: shapes, limits, axes, quantisation scales, start states. Never a parameter. */
    SETTING;

    private static final List<SlotRole> CONVOLUTION = List.of(DATA, WEIGHT, WEIGHT);
    private static final List<SlotRole> NORMALIZATION = List.of(DATA, WEIGHT, WEIGHT);
    private static final List<SlotRole> RECURRENT =
            List.of(DATA, WEIGHT, WEIGHT, WEIGHT, SETTING, SETTING, SETTING, WEIGHT);

    /** Operators of any number of inputs, all of them data or weight. */
    private static final List<String> ALIKE = List.of("Add", "Sub", "Mul", "Div", "Sum", "Mean", "Concat", "Einsum");

    private static final Map<String, List<SlotRole>> SLOTS = Map.ofEntries(
            entry("Conv", CONVOLUTION),
            entry("ConvTranspose", CONVOLUTION),
            entry("DeformConv", List.of(DATA, WEIGHT, DATA, WEIGHT, DATA)),
            entry("ConvInteger", List.of(DATA, WEIGHT)),
            entry("QLinearConv", List.of(DATA, SETTING, SETTING, WEIGHT, SETTING, SETTING, SETTING, SETTING, WEIGHT)),
            entry("Gemm", List.of(EITHER, EITHER, WEIGHT)),
            entry("MatMul", List.of(EITHER, EITHER)),
            entry("MatMulInteger", List.of(EITHER, EITHER)),
            entry("QLinearMatMul", List.of(EITHER, SETTING, SETTING, EITHER)),
            entry("BatchNormalization", List.of(DATA, WEIGHT, WEIGHT, STATISTIC, STATISTIC)),
            entry("InstanceNormalization", NORMALIZATION),
            entry("GroupNormalization", NORMALIZATION),
            entry("LayerNormalization", NORMALIZATION),
            entry("RMSNormalization", NORMALIZATION),
            entry("PRelu", List.of(DATA, WEIGHT)),
            entry("RNN", RECURRENT),
            entry("GRU", RECURRENT),
            entry("LSTM", RECURRENT),
            entry("Gather", List.of(EITHER, DATA)),
            entry("GatherElements", List.of(EITHER, DATA)),
            entry("GatherND", List.of(EITHER, DATA)),
            entry("Attention", List.of(DATA, DATA, DATA)),
            // What they write into is a canvas, not a weight.
            entry("Scatter", List.of(SETTING, SETTING, DATA)),
            entry("ScatterElements", List.of(SETTING, SETTING, DATA)),
            entry("ScatterND", List.of(SETTING, SETTING, DATA)),
            entry("TensorScatter", List.of(SETTING, DATA)));

    /** The role of a slot; operators of unknown domains may have weights in any slot but the first. */
    static SlotRole of(Node node, int slot) {
        if (!node.op().isDefaultDomain()) {
            return slot == 0 || node.op().domain().equals("ai.onnx.ml") ? DATA : EITHER;
        }
        String type = node.op().type();
        if (ALIKE.contains(type)) {
            return EITHER;
        }
        List<SlotRole> slots = SLOTS.getOrDefault(type, List.of(DATA));
        return slot < slots.size() ? slots.get(slot) : SETTING;
    }

    /** Whether this slot takes the matrix that a linear layer multiplies with. */
    static boolean isMatrix(Node node, int slot) {
        boolean takesMatrix = node.is("Gemm") || node.is("MatMul") || node.is("MatMulInteger");
        return (slot == 1 && takesMatrix) || (slot == 3 && node.is("QLinearMatMul"));
    }

    /** Whether integers at this slot stand for real numbers, so that they can be trained values. */
    static boolean isQuantized(Node node, int slot) {
        return switch (node.op().isDefaultDomain() ? node.op().type() : "") {
            case "DequantizeLinear" -> slot == 0;
            case "ConvInteger", "MatMulInteger" -> slot <= 1;
            case "QLinearConv" -> slot == 0 || slot == 3 || slot == 8;
            case "QLinearMatMul" -> slot == 0 || slot == 3;
            default -> false;
        };
    }
}
