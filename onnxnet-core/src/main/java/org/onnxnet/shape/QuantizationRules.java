package org.onnxnet.shape;

import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/** Conversions between floats and small integers, and the products and convolutions of such integers. */
final class QuantizationRules {
    private QuantizationRules() {}

    static void register(RuleSet rules) {
        rules.add("QuantizeLinear", 10, QuantizationRules::quantize);
        rules.add("DequantizeLinear", 10, QuantizationRules::dequantize);
        rules.add("DynamicQuantizeLinear", 11, QuantizationRules::dynamic);
        rules.add("QLinearConv", 10, node -> quantized(node, ConvolutionRules.convolution(node, 0, 3)));
        rules.add("QLinearMatMul", 10, node -> quantized(node, LinearAlgebraRules.matMul(node, 0, 3)));
    }

    /** The type is that of the zero point, or since version 21 that of an attribute; UINT8 where there is neither. */
    static void quantize(NodeContext node) {
        ElementType declared = declaredType(node);
        ElementType zero = node.elementType(2);
        if (zero != null && declared != null && zero != declared) {
            throw new CannotInferException("attribute output_dtype is " + declared + ", the zero point is " + zero);
        }
        ElementType absent = node.hasInput(2) ? null : ElementType.UINT8;
        node.setTensor(0, zero != null ? zero : declared != null ? declared : absent, node.shape(0));
    }

    /** The type is that of the scale, or since version 23 that of an attribute. */
    static void dequantize(NodeContext node) {
        ElementType declared = declaredType(node);
        node.setTensor(0, declared != null ? declared : node.elementType(1), node.shape(0));
    }

    private static @Nullable ElementType declaredType(NodeContext node) {
        ElementType declared = node.elementType("output_dtype");
        return declared == ElementType.UNDEFINED ? null : declared;
    }

    private static void dynamic(NodeContext node) {
        node.setTensor(0, ElementType.UINT8, node.shape(0));
        node.setTensor(1, ElementType.FLOAT, Shape.SCALAR);
        node.setTensor(2, ElementType.UINT8, Shape.SCALAR);
    }

    /** The operands are at slots 0 and 3, with scale and zero point behind each; the zero point of the result is at 7. */
    private static void quantized(NodeContext node, @Nullable Shape shape) {
        for (int operand : new int[] {0, 3}) {
            ElementType type = node.elementType(operand);
            ElementType zero = node.elementType(operand + 2);
            if (type != null && zero != null && type != zero) {
                throw new CannotInferException(
                        "input " + operand + " is " + type + ", its zero point at input " + (operand + 2) + " " + zero);
            }
        }
        node.setTensor(0, node.elementType(7), shape);
    }
}
