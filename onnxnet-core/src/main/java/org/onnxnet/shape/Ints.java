package org.onnxnet.shape;

import org.jspecify.annotations.Nullable;

/** Integer operations on expressions, as the operators of that name do them on integers. Null where not known. */
final class Ints {
    private Ints() {}

    /** An operation of two integers. */
    @FunctionalInterface
    interface Operation {
        @Nullable
        Expr apply(Expr a, Expr b);
    }

    /** Division that rounds towards zero. */
    static @Nullable Expr divide(Expr a, Expr b) {
        Long left = a.constant();
        Long right = b.constant();
        if (left != null && right != null) {
            return right == 0 || left == Long.MIN_VALUE ? null : Expr.of(left / right);
        }
        Expr exact = b.is(0) ? null : a.dividedExactlyBy(b);
        if (exact != null) {
            return exact;
        }
        return a.isNonNegative(false) && b.isNonNegative(false) ? a.floorDiv(b) : null;
    }

    /** The remainder with the sign of the divisor, as {@code Mod} has it for {@code fmod=0}. */
    static @Nullable Expr floorMod(Expr a, Expr b) {
        Long left = a.constant();
        Long right = b.constant();
        if (right != null && right == 0) {
            return null;
        }
        if (left != null && right != null) {
            return Expr.of(Math.floorMod(left, right));
        }
        return !b.is(0) && a.dividedExactlyBy(b) != null ? Expr.ZERO : Expr.call("mod", a, b);
    }

    /** The remainder with the sign of the dividend, as {@code Mod} has it for {@code fmod=1}. */
    static @Nullable Expr truncatedMod(Expr a, Expr b) {
        Long left = a.constant();
        Long right = b.constant();
        if (left != null && right != null) {
            return right == 0 ? null : Expr.of(left % right);
        }
        return a.isNonNegative(false) && b.isNonNegative(false) ? floorMod(a, b) : null;
    }

    static @Nullable Expr min(Expr a, Expr b) {
        return extreme(a, b, "min", true);
    }

    static @Nullable Expr max(Expr a, Expr b) {
        return extreme(a, b, "max", false);
    }

    private static @Nullable Expr extreme(Expr a, Expr b, String name, boolean smaller) {
        if (Boolean.TRUE.equals(lessOrEqual(a, b))) {
            return smaller ? a : b;
        }
        if (Boolean.TRUE.equals(lessOrEqual(b, a))) {
            return smaller ? b : a;
        }
        return a.toString().compareTo(b.toString()) < 0 ? Expr.call(name, a, b) : Expr.call(name, b, a);
    }

    /** Whether {@code a <= b} whatever the names stand for; null where that depends on them. */
    static @Nullable Boolean lessOrEqual(Expr a, Expr b) {
        Expr difference = b.minus(a);
        if (difference == null) {
            return null;
        }
        Long constant = difference.constant();
        if (constant != null) {
            return constant >= 0;
        }
        if (difference.isNonNegative(false)) {
            return true;
        }
        Expr opposite = a.minus(b);
        boolean greater = opposite != null && opposite.isNonNegative(true);
        return greater ? Boolean.FALSE : null;
    }

    /** Whether {@code a < b} whatever the names stand for; null where that depends on them. */
    static @Nullable Boolean less(Expr a, Expr b) {
        Boolean reverse = lessOrEqual(b, a);
        return reverse == null ? null : !reverse;
    }

    /** Whether both are the same number whatever the names stand for; null where that depends on them. */
    static @Nullable Boolean equal(Expr a, Expr b) {
        if (a.equals(b)) {
            return true;
        }
        boolean differ = Boolean.TRUE.equals(less(a, b)) || Boolean.TRUE.equals(less(b, a));
        return differ ? Boolean.FALSE : null;
    }
}
