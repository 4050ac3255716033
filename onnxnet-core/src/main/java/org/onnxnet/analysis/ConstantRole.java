package org.onnxnet.analysis;

import java.util.Set;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;

/**
 * Tells constants that say how to compute (axes, shapes, limits, factors) from weights. The former belong to the structure
 * of a network with their elements, the latter with their type only.
 */
final class ConstantRole {
    /** Operators whose inputs after the first are settings, also where they are floats of rank 1 or more. */
    private static final Set<String> WITH_FLOAT_SETTINGS =
            Set.of("Clip", "Dropout", "NonMaxSuppression", "OneHot", "Pad", "Resize", "Upsample");

    private static final Set<String> QUANTIZED = Set.of(
            "QuantizeLinear", "DequantizeLinear", "ConvInteger", "MatMulInteger", "QLinearConv", "QLinearMatMul");

    private ConstantRole() {}

    /** Whether the elements of a constant at a slot are part of the structure. */
    static boolean isStructure(Node node, int slot, Tensor tensor) {
        if (tensor.elementCount() == 0 || isWeightSlot(node, slot)) {
            return false;
        }
        boolean isFloatSetting = node.op().isDefaultDomain()
                && slot > 0
                && WITH_FLOAT_SETTINGS.contains(node.op().type());
        return isStructure(tensor) || isFloatSetting;
    }

    /** The same for a constant that is an output. */
    static boolean isStructure(Tensor tensor) {
        return switch (tensor.elementType()) {
            case STRING, BOOL, INT16, UINT16, INT32, UINT32, INT64, UINT64 -> tensor.elementCount() > 0;
            // Integers this small stand for quantised weights, floats for weights, except where they are scalars.
            case INT8,
                    UINT8,
                    INT4,
                    UINT4,
                    INT2,
                    UINT2,
                    FLOAT,
                    FLOAT16,
                    DOUBLE,
                    BFLOAT16,
                    COMPLEX64,
                    COMPLEX128,
                    FLOAT8E4M3FN,
                    FLOAT8E4M3FNUZ,
                    FLOAT8E5M2,
                    FLOAT8E5M2FNUZ,
                    FLOAT4E2M1,
                    FLOAT8E8M0,
                    FLOAT6E2M3,
                    FLOAT6E3M2 -> tensor.isScalar();
            case UNDEFINED -> false;
        };
    }

    /** Whether what stands at a slot is a weight, be it constant or an input. */
    static boolean isWeightSlot(Node node, int slot) {
        SlotRole role = SlotRole.of(node, slot);
        return role == SlotRole.WEIGHT
                || role == SlotRole.STATISTIC
                || SlotRole.isMatrix(node, slot)
                || (node.is("Gather") && slot == 0)
                || (node.is("DequantizeLinear") && slot == 0)
                || (slot > 0
                        && node.op().isDefaultDomain()
                        && QUANTIZED.contains(node.op().type()));
    }
}
