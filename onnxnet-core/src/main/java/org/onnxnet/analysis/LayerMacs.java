package org.onnxnet.analysis;

import static java.util.Map.entry;
import static org.onnxnet.analysis.MacRule.product;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;

/**
 * Multiply-accumulate operations of the layers that multiply with weights, by the convention of AutoDL-Projects and of most
 * tables of NAS benchmarks: kernels and matrices count, a bias counts one operation per output of a {@code Gemm} and none
 * elsewhere; everything else (normalisation, activation, pooling, sums) counts none.
 */
final class LayerMacs {
    private static final Map<String, MacRule> RULES = Map.ofEntries(
            entry("Conv", (node, shapes) -> convolution(shapes, 1)),
            entry("ConvInteger", (node, shapes) -> convolution(shapes, 1)),
            entry("DeformConv", (node, shapes) -> convolution(shapes, 1)),
            entry("QLinearConv", (node, shapes) -> convolution(shapes, 3)),
            entry("ConvTranspose", (node, shapes) -> transposedConvolution(shapes)),
            entry("Gemm", LayerMacs::gemm),
            entry("MatMul", (node, shapes) -> matMul(shapes)),
            entry("MatMulInteger", (node, shapes) -> matMul(shapes)),
            entry("QLinearMatMul", (node, shapes) -> matMul(shapes)),
            entry("Einsum", EinsumMacs::count),
            entry("Attention", LayerMacs::attention),
            entry("RNN", LayerMacs::recurrent),
            entry("GRU", LayerMacs::recurrent),
            entry("LSTM", LayerMacs::recurrent));

    private LayerMacs() {}

    /** The rule of an operator of the default domain; null where it counts none. */
    static @Nullable MacRule ruleOf(Node node) {
        return node.op().isDefaultDomain() ? RULES.get(node.op().type()) : null;
    }

    /** Kernel [M, C/g, k...]: each output element takes one whole filter. */
    private static long convolution(NodeShapes shapes, int kernelSlot) {
        return product(shapes.output(0).elementCount(), elementsFrom(1, shapes.input(kernelSlot)));
    }

    /** Kernel [C, M/g, k...]: each input element is spread over one whole filter. */
    private static long transposedConvolution(NodeShapes shapes) {
        return product(shapes.input(0).elementCount(), elementsFrom(1, shapes.input(1)));
    }

    private static long gemm(Node node, NodeShapes shapes) {
        long outputs = shapes.output(0).elementCount();
        long inner = shapes.input(0, 2)[node.intAttribute("transA", 0) == 0 ? 1 : 0];
        return Math.addExact(product(outputs, inner), node.hasInput(2) ? outputs : 0);
    }

    private static long matMul(NodeShapes shapes) {
        long[] a = shapes.input(0, 1);
        return product(shapes.output(0).elementCount(), a[a.length - 1]);
    }

    /** X [steps, batch, in], or [batch, steps, in]; W [directions, gates * hidden, in]; R [directions, gates * hidden, hidden]. */
    private static long recurrent(Node node, NodeShapes shapes) {
        long[] x = shapes.input(0, 2);
        long weights =
                Math.addExact(shapes.input(1).elementCount(), shapes.input(2).elementCount());
        return product(x[0], x[1], weights);
    }

    /** Q [batch, heads, L, e], K [batch, heads', S, e], V [batch, heads', S, v], or of rank 3 with the heads inside the last. */
    private static long attention(Node node, NodeShapes shapes) {
        long[] q = shapes.input(0, 3);
        long[] k = shapes.input(1, q.length);
        long[] v = shapes.input(2, q.length);
        long past = node.hasInput(4) ? shapes.input(4, 3)[2] : 0;
        if (q.length == 4) {
            return product(q[0], q[1], q[2], k[2] + past, q[3] + v[3]);
        }
        long heads = node.intAttribute("q_num_heads", 1);
        long headsOfValues = Math.max(1, node.intAttribute("kv_num_heads", heads));
        return product(q[0], q[1], k[1] + past, q[2] + heads * (v[2] / headsOfValues));
    }

    private static long elementsFrom(int axis, Shape shape) {
        long[] dims = shape.toLongs();
        long elements = 1;
        for (int i = axis; i < dims.length; i++) {
            elements = Math.multiplyExact(elements, dims[i]);
        }
        return elements;
    }
}
