package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;

/** <a href="https://onnx.ai/onnx/operators/onnx__Einsum.html">Einsum</a>: a letter for each axis, "..." for broadcast ones. */
final class EinsumRule {
    private static final String ELLIPSIS = "...";

    private final Map<Character, Dim> letters = new HashMap<>();
    private final Map<Character, Integer> uses = new TreeMap<>();
    private Shape broadcast = Shape.SCALAR;

    private EinsumRule() {}

    static void infer(NodeContext node) {
        node.setTensor(0, node.elementType(0), null);
        String equation = node.text("equation", "").replace(" ", "");
        List<Shape> shapes = node.shapes();
        int arrow = equation.indexOf("->");
        String left = arrow < 0 ? equation : equation.substring(0, arrow);
        String[] terms = left.split(",", -1);
        if (terms.length != node.inputCount()) {
            throw new CannotInferException(
                    "equation '" + equation + "' has " + terms.length + " terms for " + node.inputCount() + " inputs");
        }
        EinsumRule rule = new EinsumRule();
        boolean known = shapes != null;
        for (int i = 0; i < terms.length; i++) {
            Shape shape = node.shape(i);
            rule.read(terms[i], shape, equation);
            known &= shape != null;
        }
        String right = arrow < 0 ? rule.implicitOutput(left) : equation.substring(arrow + 2);
        if (known || (node.followsValues() && !right.contains(ELLIPSIS))) {
            node.setTensor(0, node.elementType(0), rule.output(right, equation));
        }
    }

    private void read(String term, @Nullable Shape shape, String equation) {
        int dots = term.indexOf(ELLIPSIS);
        String names = term.replace(ELLIPSIS, "");
        int extra = shape == null ? 0 : shape.rank() - names.length();
        if (extra < 0 || (dots < 0 && extra > 0)) {
            throw new CannotInferException("term '" + term + "' of equation '" + equation
                    + "' does not fit an input of shape [" + shape + "]");
        }
        for (int i = 0; i < names.length(); i++) {
            int axis = dots >= 0 && i >= dots ? i + extra : i;
            char letter = names.charAt(i);
            uses.merge(letter, 1, Integer::sum);
            Dim dim = shape == null ? Dim.UNKNOWN : shape.dim(axis);
            letters.merge(letter, dim, EinsumRule::same);
        }
        if (dots >= 0 && shape != null) {
            broadcast = Broadcast.of(broadcast, new Shape(shape.dims().subList(dots, dots + extra)));
        }
    }

    /** Axes of one letter are equal, except that 1 broadcasts. */
    private static Dim same(Dim a, Dim b) {
        if (a.isKnown() && !a.is(1)) {
            return a;
        }
        return b.isKnown() && !b.is(1) ? b : a.isCertainly(b) ? a : a.is(1) ? b : b.is(1) ? a : Dim.UNKNOWN;
    }

    /** Without an arrow: the broadcast axes, then the letters that stand once, in alphabetical order. */
    private String implicitOutput(String left) {
        StringBuilder output = new StringBuilder(left.contains(ELLIPSIS) ? ELLIPSIS : "");
        uses.forEach((letter, count) -> {
            if (count == 1) {
                output.append(letter.charValue());
            }
        });
        return output.toString();
    }

    private Shape output(String term, String equation) {
        List<Dim> dims = new ArrayList<>();
        int dots = term.indexOf(ELLIPSIS);
        for (int i = 0; i < term.length(); i++) {
            if (i == dots) {
                dims.addAll(broadcast.dims());
                i += ELLIPSIS.length() - 1;
                continue;
            }
            Dim dim = letters.get(term.charAt(i));
            if (dim == null) {
                throw new CannotInferException(
                        "equation '" + equation + "' has the letter '" + term.charAt(i) + "' on its right side only");
            }
            dims.add(dim);
        }
        return new Shape(dims);
    }
}
