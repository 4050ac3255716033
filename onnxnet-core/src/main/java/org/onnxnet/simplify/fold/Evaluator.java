package org.onnxnet.simplify.fold;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;

/** Computes the output of a node from constant inputs. Stateless and safe to share between threads. */
public final class Evaluator {
    private static final Map<String, Kernel> KERNELS = new HashMap<>();

    static {
        MovementKernels.register(KERNELS);
        SelectionKernels.register(KERNELS);
        ArithmeticKernels.register(KERNELS);
        LogicKernels.register(KERNELS);
        ReductionKernels.register(KERNELS);
    }

    private Evaluator() {}

    /** Whether nodes of an operator of the default domain can be computed at all. */
    public static boolean knows(OpId op) {
        return op.isDefaultDomain() && KERNELS.containsKey(op.type());
    }

    /**
     * The first output of a node; null where it is not computed here: an operator, element type or argument that is not
     * covered, a result that is not fixed to the bit (a NaN, say), or more than {@code maxElements} elements.
     *
     * @param inputs one constant per slot, null for a slot that is left out
     * @param output the inferred type of the output
     */
    public static @Nullable Tensor evaluate(
            Node node, List<@Nullable Tensor> inputs, ValueType.OfTensor output, long opset, long maxElements) {
        Shape shape = output.shape();
        Kernel kernel = KERNELS.get(node.op().type());
        if (kernel == null || shape == null || !shape.isCountable() || shape.elementCount() > maxElements) {
            return null;
        }
        Call call = new Call(node, inputs, output.elementType(), shape, opset);
        Bytes raw = kernel.evaluate(call);
        return raw == null || raw.size() != output.elementType().byteSize(shape.elementCount())
                ? null
                : Tensor.ofRaw(node.output(0), output.elementType(), shape, raw);
    }
}
