package org.onnxnet.simplify.rule;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An <a href="https://onnx.ai/onnx/operators/onnx__Einsum.html">Einsum</a> equation that multiplies matrices, or stacks of
 * them: each matrix is read after a permutation of its axes.
 *
 * @param swapped whether the second operand of the Einsum is the first of the product
 * @param first the permutation of the first operand of the product
 * @param second that of the other
 */
record MatrixEquation(boolean swapped, List<Long> first, List<Long> second) {
    private static final Pattern TWO_OPERANDS = Pattern.compile("([a-zA-Z]+),([a-zA-Z]+)->([a-zA-Z]+)");

    /** What an equation says; null where it is no product of matrices. */
    static @Nullable MatrixEquation of(String equation) {
        Matcher parts = TWO_OPERANDS.matcher(equation.replace(" ", ""));
        if (!parts.matches()) {
            return null;
        }
        MatrixEquation straight = of(parts.group(1), parts.group(2), parts.group(3), false);
        return straight == null ? of(parts.group(2), parts.group(1), parts.group(3), true) : straight;
    }

    private static @Nullable MatrixEquation of(String first, String second, String result, boolean swapped) {
        if (result.length() < 2 || !isDistinct(first) || !isDistinct(second) || !isDistinct(result)) {
            return null;
        }
        String batch = result.substring(0, result.length() - 2);
        String row = result.substring(batch.length(), batch.length() + 1);
        String column = result.substring(batch.length() + 1);
        String inner = first.chars()
                .filter(label -> second.indexOf(label) >= 0 && result.indexOf(label) < 0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        List<Long> left = permutation(first, batch, row + inner);
        List<Long> right = permutation(second, batch, inner + column);
        return inner.length() != 1 || left == null || right == null ? null : new MatrixEquation(swapped, left, right);
    }

    private static boolean isDistinct(String labels) {
        return labels.chars().distinct().count() == labels.length();
    }

    /** How labels have to be permuted to come in the order of a stack of matrices, or of one matrix; null where they differ. */
    private static @Nullable List<Long> permutation(String labels, String batch, String matrix) {
        String wanted = labels.length() == matrix.length() ? matrix : batch + matrix;
        boolean sameLabels = labels.length() == wanted.length()
                && IntStream.range(0, labels.length()).allMatch(i -> wanted.indexOf(labels.charAt(i)) >= 0);
        return sameLabels
                ? wanted.chars()
                        .mapToObj(label -> Long.valueOf(labels.indexOf(label)))
                        .toList()
                : null;
    }
}
