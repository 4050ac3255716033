package org.onnxnet.simplify.rule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.GraphView;

/**
 * A product taken apart: the values that are multiplied, and the number that all scalar constants in it come to. Goes through
 * Mul, and through Div by a constant.
 */
record Product(List<String> factors, double coefficient) {
    private static final int MAX_FACTORS = 4;

    /** Formulas have a few nodes; without a limit a chain of n products would cost n squared. */
    private static final int MAX_NODES = 8;

    /** The product that a node computes; null where the node is none or there are more than a few factors or nodes. */
    static @Nullable Product of(Node node, GraphView graph) {
        List<String> factors = new ArrayList<>();
        double coefficient = 1;
        Deque<Node> open = new ArrayDeque<>(List.of(node));
        for (int nodes = 0; !open.isEmpty(); nodes++) {
            if (nodes == MAX_NODES) {
                return null;
            }
            Node part = open.remove();
            Double divisor = part.is("Div") ? Operands.scalar(part.input(1), graph) : null;
            if (!part.is("Mul") && divisor == null) {
                return null;
            }
            coefficient /= divisor == null ? 1 : divisor;
            for (String operand :
                    divisor == null ? part.inputs() : part.inputs().subList(0, 1)) {
                Double number = Operands.scalar(operand, graph);
                Node inner = graph.producer(operand);
                if (number != null) {
                    coefficient *= number;
                } else if (inner != null && isProduct(inner, graph) && graph.isUsedOnce(operand)) {
                    open.add(inner);
                } else {
                    factors.add(operand);
                }
                if (factors.size() + open.size() > MAX_FACTORS) {
                    return null;
                }
            }
        }
        return new Product(List.copyOf(factors), coefficient);
    }

    private static boolean isProduct(Node node, GraphView graph) {
        return node.is("Mul") || (node.is("Div") && Operands.scalar(node.input(1), graph) != null);
    }

    /** Whether the coefficient is a number, up to the digits in which exporters write it. */
    boolean hasCoefficient(double number) {
        return Math.abs(coefficient - number) <= 1e-4 * Math.abs(number);
    }

    /** For a product of two values: the other one; null if there are not two or this is none of them. */
    @Nullable
    String otherThan(String factor) {
        if (factors.size() != 2) {
            return null;
        }
        return factors.get(0).equals(factor) ? factors.get(1) : factors.get(1).equals(factor) ? factors.get(0) : null;
    }
}
