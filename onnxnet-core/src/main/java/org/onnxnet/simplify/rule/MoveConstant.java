package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;
import org.onnxnet.simplify.fold.Evaluator;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Moves the elements of a large constant that nothing else reads. They are not read before the model is saved.
 *
 * <pre>MatMul(x, Transpose(w)) -> MatMul(x, w')</pre>
 */
@RuleInfo(
        roots = {"Transpose", "Reshape", "Flatten", "Squeeze", "Unsqueeze"},
        lossless = true,
        summary =
                "A Transpose or change of shape of a constant that nothing else reads is done when the model is saved.",
        example = "MatMul(x, Transpose(w)) where w is constant -> MatMul(x, w')")
public final class MoveConstant implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Tensor data = graph.constant(node.input(0));
        if (data == null
                || data.elementType().bits() < 8
                || !graph.hasFreeInitializers()
                || !graph.isUsedOnce(node.input(0))
                || graph.isOutput(node.output(0))
                || !(graph.type(node.output(0)) instanceof ValueType.OfTensor type)) {
            return Edit.unchanged();
        }
        Shape shape = graph.staticShape(node.output(0));
        if (shape == null
                || shape.elementCount() != data.elementCount()
                || data.elementCount() > Integer.MAX_VALUE / 8) {
            return Edit.unchanged();
        }
        List<@Nullable Tensor> inputs = new ArrayList<>(List.of(data));
        long opset = graph.opset();
        ByteSource moved = ByteSource.computed(data.byteSize(), () -> move(node, inputs, type, opset));
        return Edit.because("only this node reads the constant")
                .remove(node)
                .constant(Tensor.ofRaw(node.output(0), data.elementType(), shape, moved))
                .build();
    }

    private static Bytes move(Node node, List<@Nullable Tensor> inputs, ValueType.OfTensor type, long opset) {
        Tensor moved = Evaluator.evaluate(node, inputs, type, opset, Integer.MAX_VALUE);
        if (moved == null) {
            throw new OnnxNetException("could not move the constant of " + node + ", wanted " + type);
        }
        return moved.toRawBytes();
    }
}
