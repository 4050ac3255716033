package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/** Operators of ONNX Runtime on small integers, with scale and zero point behind each operand. */
final class ContributedQuantizationRules {
    private ContributedQuantizationRules() {}

    static void register(RuleSet rules) {
        rules.addContributed("QuantizeLinear", QuantizationRules::quantize);
        rules.addContributed("DequantizeLinear", QuantizationRules::dequantize);
        rules.addContributed("QuantizeWithOrder", node -> node.setTensor(0, ElementType.INT8, node.shape(0)));
        rules.addContributed("DequantizeWithOrder", node -> node.setTensor(0, node.elementType("to"), node.shape(0)));
        rules.addContributed("QLinearConv", ContributedQuantizationRules::convolution);
        for (String type : List.of("QLinearAdd", "QLinearMul")) {
            rules.addContributed(type, node -> broadcast(node, node.elementType(0), 0, 3));
        }
        rules.addContributed("QLinearWhere", node -> broadcast(node, node.elementType(1), 0, 1, 4));
        rules.addContributed("MulInteger", node -> broadcast(node, ElementType.INT32, 0, 2));
        for (String type : List.of("QLinearLeakyRelu", "QLinearSigmoid", "QLinearSoftmax")) {
            rules.addContributed(type, ElementwiseRules::sameType);
        }
        rules.addContributed("QLinearConcat", ContributedQuantizationRules::concat);
        rules.addContributed("QLinearAveragePool", node -> pool(node, node.integer("channels_last", 0) != 0));
        rules.addContributed("QLinearGlobalAveragePool", ContributedQuantizationRules::globalPool);
        rules.addContributed("QLinearReduceMean", ReductionRules::byAttribute);
        rules.addContributed("ReduceSumInteger", node -> {
            ReductionRules.byAttribute(node);
            Shape reduced = node.outputType(0) instanceof ValueType.OfTensor tensor ? tensor.shape() : null;
            boolean isSigned = node.elementType(0) == ElementType.INT8;
            node.setTensor(0, isSigned ? ElementType.INT32 : ElementType.UINT32, reduced);
        });
        rules.addContributed("NhwcMaxPool", node -> pool(node, true));
        rules.addContributed("MaxpoolWithMask", PoolingRules::pool);
        rules.addContributed("QuantizeBFP", ContributedQuantizationRules::toBlockFloats);
        rules.addContributed("DequantizeBFP", ContributedQuantizationRules::fromBlockFloats);
    }

    private static void broadcast(NodeContext node, @Nullable ElementType type, int... operands) {
        List<Shape> shapes = new ArrayList<>();
        for (int slot : operands) {
            Shape shape = node.shape(slot);
            if (shape != null) {
                shapes.add(shape);
            }
        }
        node.setTensor(0, type, shapes.size() == operands.length ? Broadcast.of(shapes) : null);
    }

    private static void convolution(NodeContext node) {
        boolean last = node.integer("channels_last", 0) != 0;
        // Where channels come last the weights are not in the order that the definition of convolution has.
        node.setTensor(0, node.elementType(7), last ? null : ConvolutionRules.convolution(node, 0, 3));
    }

    /** Scale and zero point of the output, then tensor, scale and zero point of each input. */
    private static void concat(NodeContext node) {
        List<Shape> shapes = new ArrayList<>();
        for (int slot = 2; slot < node.inputCount(); slot += 3) {
            Shape shape = node.shape(slot);
            if (shape == null) {
                node.setTensor(0, node.elementType(1), null);
                return;
            }
            shapes.add(shape);
        }
        node.setTensor(0, node.elementType(1), null);
        if (!shapes.isEmpty()) {
            int axis = NodeContext.axis(node.integer("axis", 0), shapes.get(0).rank());
            node.setTensor(0, node.elementType(1), ConcatRule.joined(shapes, axis));
        }
    }

    private static void pool(NodeContext node, boolean channelsLast) {
        Shape input = node.shape(0);
        if (input == null || input.rank() < 3) {
            node.setTensor(0, node.elementType(0), null);
            return;
        }
        Shape pooled = PoolingRules.pooled(node, channelsLast ? ContributedProductRules.channelsFirst(input) : input);
        node.setTensor(0, node.elementType(0), channelsLast ? channelsLast(pooled) : pooled);
    }

    private static void globalPool(NodeContext node) {
        Shape input = node.shape(0);
        node.setTensor(0, node.elementType(0), null);
        if (input == null || input.rank() < 3) {
            return;
        }
        int channels = node.integer("channels_last", 0) != 0 ? input.rank() - 1 : 1;
        List<Dim> dims = new ArrayList<>(input.dims());
        for (int axis = 1; axis < input.rank(); axis++) {
            dims.set(axis, axis == channels ? input.dim(axis) : Dim.of(1));
        }
        node.setTensor(0, node.elementType(0), new Shape(dims));
    }

    /** Bytes, as many as the format of the device takes, with shape and strides of what they were. */
    private static void toBlockFloats(NodeContext node) {
        Shape input = node.shape(0);
        Shape numbers = input == null ? Shape.ofRank(1) : Shape.of(input.rank());
        node.setTensor(0, ElementType.UINT8, Shape.ofRank(1));
        node.setTensor(1, ElementType.INT64, numbers);
        node.setTensor(2, ElementType.INT64, numbers);
        if (input != null) {
            List<Element> extents = input.dims().stream().map(Element::of).toList();
            node.setContent(1, SymbolicTensor.vector(ElementType.INT64, extents));
        }
    }

    private static void fromBlockFloats(NodeContext node) {
        SymbolicTensor shape = node.value(1);
        ElementType type = node.elementType("dtype");
        node.setTensor(0, type, shape == null || shape.shape().rank() != 1 ? null : new Shape(shape.dims()));
    }

    /** {@code [N, C, spatial...]} as {@code [N, spatial..., C]}. */
    private static Shape channelsLast(Shape shape) {
        List<Dim> dims = new ArrayList<>(shape.dims());
        dims.add(dims.remove(1));
        return new Shape(dims);
    }
}
