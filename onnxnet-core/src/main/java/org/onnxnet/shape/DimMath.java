package org.onnxnet.shape;

import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;

/** Arithmetic on dimensions; a result that is not known is {@link Dim#UNKNOWN}. */
final class DimMath {
    private DimMath() {}

    static Dim sum(Dim a, Dim b) {
        return a.is(0) ? b : b.is(0) ? a : apply(a, b, Math::addExact, Expr::plus);
    }

    static Dim sum(Dim a, long b) {
        return sum(a, Dim.of(b));
    }

    static Dim difference(Dim a, Dim b) {
        return b.is(0) ? a : apply(a, b, Math::subtractExact, Expr::minus);
    }

    static Dim product(Dim a, Dim b) {
        return a.is(1)
                ? b
                : b.is(1) ? a : a.is(0) || b.is(0) ? Dim.of(0) : apply(a, b, Math::multiplyExact, Expr::times);
    }

    static Dim product(Dim a, long b) {
        return product(a, Dim.of(b));
    }

    /** The quotient, rounded down; unknown unless the divisor is positive. */
    static Dim floorDiv(Dim a, long b) {
        return b == 1 ? a : b <= 0 ? Dim.UNKNOWN : apply(a, Dim.of(b), Math::floorDiv, Expr::floorDiv);
    }

    /** The quotient, rounded up; unknown unless the divisor is positive. */
    static Dim ceilDiv(Dim a, long b) {
        return b == 1 ? a : floorDiv(sum(a, b - 1), b);
    }

    /** The quotient of a division that is known to leave no remainder. */
    static Dim exactDiv(Dim a, Dim b) {
        return b.is(1) ? a : b.is(0) ? Dim.UNKNOWN : apply(a, b, Math::floorDiv, Expr::floorDiv);
    }

    static Dim min(Dim a, Dim b) {
        return a.isCertainly(b) ? a : apply(a, b, Math::min, Ints::min);
    }

    static Dim max(Dim a, Dim b) {
        return a.isCertainly(b) ? a : apply(a, b, Math::max, Ints::max);
    }

    /** The number of elements in the axes from {@code from} to before {@code to}; 1 if there are none. */
    static Dim count(Shape shape, int from, int to) {
        Dim product = Dim.of(1);
        for (int axis = from; axis < to; axis++) {
            product = product(product, shape.dim(axis));
        }
        return product;
    }

    static Dim count(Shape shape) {
        return count(shape, 0, shape.rank());
    }

    /** @throws ArithmeticException if a number does not fit a long */
    private static Dim apply(Dim a, Dim b, LongBinaryOperator numbers, Ints.Operation expressions) {
        if (a instanceof Dim.Known left && b instanceof Dim.Known right) {
            return Dim.of(numbers.applyAsLong(left.value(), right.value()));
        }
        Expr left = Expr.of(a);
        Expr right = left == null ? null : Expr.of(b);
        Expr result = left == null || right == null ? null : expressions.apply(left, right);
        return result == null ? Dim.UNKNOWN : result.toDim();
    }

    /** What is certain if two statements about one dimension hold: the more precise of them. */
    static Dim merge(Dim preferred, Dim other) {
        if (preferred.isKnown() || other instanceof Dim.Unknown) {
            return preferred;
        }
        return other.isKnown() || preferred instanceof Dim.Unknown ? other : preferred;
    }

    /** What is certain if one of two statements holds: a dimension they agree in, else unknown. */
    static Dim join(@Nullable Dim a, @Nullable Dim b) {
        return a != null && b != null && a.isCertainly(b) ? a : Dim.UNKNOWN;
    }
}
