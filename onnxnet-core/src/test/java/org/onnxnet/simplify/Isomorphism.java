package org.onnxnet.simplify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.shape.InferredTypes;
import org.onnxnet.shape.ShapeInference;

/** Whether two models are the same graph: operators, attributes, wiring and shapes, but not names and weights. */
final class Isomorphism {
    private final Model left;
    private final Model right;
    private final InferredTypes leftTypes;
    private final InferredTypes rightTypes;
    private final Map<String, String> pairs = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    private Isomorphism(Model left, Model right) {
        this.left = left;
        this.right = right;
        this.leftTypes = ShapeInference.standard().infer(left);
        this.rightTypes = ShapeInference.standard().infer(right);
    }

    /** The first difference, walking back from the outputs; null where there is none. */
    static @Nullable String difference(Model left, Model right) {
        if (left.graph().outputs().size() != right.graph().outputs().size()
                || left.graph().nodes().size() != right.graph().nodes().size()) {
            return left.graph() + " against " + right.graph();
        }
        Isomorphism walk = new Isomorphism(left, right);
        for (int i = 0; i < left.graph().outputs().size(); i++) {
            String difference = walk.compare(
                    left.graph().outputs().get(i).name(),
                    right.graph().outputs().get(i).name());
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private @Nullable String compare(String a, String b) {
        if (pairs.containsKey(a)) {
            return pairs.get(a).equals(b) ? null : "'" + a + "' stands for '" + pairs.get(a) + "' and for '" + b + "'";
        }
        pairs.put(a, b);
        if (!taken.add(b)) {
            return "two values stand for '" + b + "'";
        }
        if (a.isEmpty() || b.isEmpty()) {
            return a.equals(b) ? null : "'" + a + "' against '" + b + "'";
        }
        if (!String.valueOf(leftTypes.type(a)).equals(String.valueOf(rightTypes.type(b)))) {
            return a + ": " + leftTypes.type(a) + " against " + b + ": " + rightTypes.type(b);
        }
        Node x = left.graph().producerOf(a);
        Node y = right.graph().producerOf(b);
        if (x == null || y == null) {
            return x == null && y == null ? compareSources(a, b) : x + " against " + y;
        }
        return compareNodes(x, y);
    }

    private @Nullable String compareNodes(Node x, Node y) {
        boolean alike = x.op().equals(y.op())
                && x.inputs().size() == y.inputs().size()
                && new HashSet<Attribute>(x.attributes()).equals(new HashSet<Attribute>(y.attributes()));
        if (!alike) {
            return x + " " + x.attributes() + " against " + y + " " + y.attributes();
        }
        for (int slot = 0; slot < x.inputs().size(); slot++) {
            String difference = compare(x.input(slot), y.input(slot));
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    /** Integers have to be equal; weights need not. */
    private @Nullable String compareSources(String a, String b) {
        Tensor x = left.graph().initializer(a);
        Tensor y = right.graph().initializer(b);
        if (x == null || y == null) {
            return x == null && y == null ? null : x + " against " + y;
        }
        boolean integers = x.elementType() == ElementType.INT64;
        return !integers || List.of(x.toRawBytes()).equals(List.of(y.toRawBytes())) ? null : x + " against " + y;
    }
}
