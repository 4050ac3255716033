package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.GraphView;

/** Axis permutations of <a href="https://onnx.ai/onnx/operators/onnx__Transpose.html">Transpose</a>. */
final class Permutation {
    private Permutation() {}

    /** The permutation of a Transpose node, written out; null where the rank that it reverses is not known. */
    static @Nullable List<Long> of(Node transpose, GraphView graph) {
        List<Long> perm = transpose.intsAttribute("perm");
        if (perm != null) {
            return perm;
        }
        Shape shape = graph.shape(transpose.input(0));
        if (shape == null) {
            return null;
        }
        List<Long> reversed = new ArrayList<>();
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            reversed.add((long) axis);
        }
        return reversed;
    }

    static boolean isIdentity(List<Long> perm) {
        for (int axis = 0; axis < perm.size(); axis++) {
            if (perm.get(axis) != axis) {
                return false;
            }
        }
        return true;
    }

    /** One permutation after another; null where their ranks differ. */
    static @Nullable List<Long> compose(List<Long> first, List<Long> second) {
        if (first.size() != second.size()) {
            return null;
        }
        List<Long> both = new ArrayList<>();
        second.forEach(axis -> both.add(first.get(axis.intValue())));
        return both;
    }
}
