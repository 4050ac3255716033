package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/** Operations on the elements of small tensors, exact as the operators define them; an element that is not sure is unknown. */
final class ElementMath {
    private ElementMath() {}

    /** An operation on one element of a tensor of the given element type. */
    @FunctionalInterface
    interface Unary {
        Element apply(ElementType type, Element element);
    }

    /** An operation on two elements; the type is that of the operands. */
    @FunctionalInterface
    interface Binary {
        Element apply(ElementType type, Element a, Element b);
    }

    /** The two operands broadcast and combined; null where that is not known or too large. */
    static @Nullable SymbolicTensor zip(
            ElementType resultType, @Nullable SymbolicTensor a, @Nullable SymbolicTensor b, Binary operation) {
        if (a == null || b == null) {
            return null;
        }
        Shape shape = Broadcast.of(a.shape(), b.shape());
        if (!SymbolicTensor.fits(resultType, shape)) {
            return null;
        }
        SymbolicTensor left = Broadcast.expand(a, shape);
        SymbolicTensor right = Broadcast.expand(b, shape);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            elements.add(operation.apply(a.elementType(), left.element(i), right.element(i)));
        }
        return SymbolicTensor.of(resultType, shape, elements);
    }

    static @Nullable SymbolicTensor map(@Nullable SymbolicTensor a, Unary operation) {
        return a == null ? null : a.map(a.elementType(), element -> operation.apply(a.elementType(), element));
    }

    /** An operation that is defined on integers and on reals. */
    static Binary arithmetic(Ints.Operation integers, DoubleBinaryOperator reals) {
        return (type, a, b) -> {
            Expr left = integer(a);
            Expr right = integer(b);
            if (type.isFloat() && a.real() != null && b.real() != null) {
                return real(type, reals.applyAsDouble(a.real(), b.real()));
            }
            return left == null || right == null ? Element.UNKNOWN : fitting(type, integers.apply(left, right));
        };
    }

    /** An operation of integers only. */
    static Binary integers(Ints.Operation operation) {
        return (type, a, b) -> {
            Expr left = a.expr();
            Expr right = b.expr();
            return type.isFloat() || left == null || right == null
                    ? Element.UNKNOWN
                    : fitting(type, operation.apply(left, right));
        };
    }

    static Unary reals(DoubleUnaryOperator operation) {
        return (type, a) -> {
            Double real = a.real();
            return real == null || !type.isFloat() ? Element.UNKNOWN : real(type, operation.applyAsDouble(real));
        };
    }

    /** A comparison; its result is 0 or 1. */
    static Binary comparison(Comparison integers, java.util.function.IntPredicate ordering) {
        return (type, a, b) -> {
            if (a.real() != null && b.real() != null && type.isFloat()) {
                double left = a.real();
                double right = b.real();
                boolean nan = Double.isNaN(left) || Double.isNaN(right);
                boolean ordered = !nan && ordering.test(left < right ? -1 : left > right ? 1 : 0);
                return Element.of(ordered ? 1 : 0);
            }
            Expr left = integer(a);
            Expr right = integer(b);
            if (left == null || right == null) {
                return Element.UNKNOWN;
            }
            Boolean holds = integers.test(left, right);
            return holds == null ? Element.UNKNOWN : Element.of(holds ? 1 : 0);
        };
    }

    /** A comparison of two integers; null where it depends on what the names stand for. */
    @FunctionalInterface
    interface Comparison {
        @Nullable
        Boolean test(Expr a, Expr b);
    }

    /** The integer that an element is: a float with an integral value counts. */
    private static @Nullable Expr integer(Element element) {
        if (element instanceof Element.Real real) {
            boolean integral = real.value() == Math.rint(real.value()) && Math.abs(real.value()) < 1L << 53;
            return integral ? Expr.of((long) real.value()) : null;
        }
        return element.expr();
    }

    /** A result that must be in the range of its type; integer arithmetic that wraps is not followed. */
    static Element fitting(ElementType type, @Nullable Expr value) {
        if (value == null) {
            return Element.UNKNOWN;
        }
        Long constant = value.constant();
        return constant == null || inRange(type, constant) ? new Element.Int(value) : Element.UNKNOWN;
    }

    static boolean inRange(ElementType type, long value) {
        int bits = type.bits();
        return switch (type) {
            case INT64 -> true;
            case INT2, INT4, INT8, INT16, INT32 -> value >= -(1L << (bits - 1)) && value < 1L << (bits - 1);
            case UINT64 -> value >= 0;
            case UINT2, UINT4, UINT8, UINT16, UINT32 -> value >= 0 && value < 1L << bits;
            case BOOL -> value == 0 || value == 1;
            case FLOAT, DOUBLE -> Math.abs(value) <= 1L << 24;
            case UNDEFINED,
                    STRING,
                    FLOAT16,
                    COMPLEX64,
                    COMPLEX128,
                    BFLOAT16,
                    FLOAT8E4M3FN,
                    FLOAT8E4M3FNUZ,
                    FLOAT8E5M2,
                    FLOAT8E5M2FNUZ,
                    FLOAT4E2M1,
                    FLOAT8E8M0,
                    FLOAT6E2M3,
                    FLOAT6E3M2 -> false;
        };
    }

    /** A real rounded to its type; types under 32 bits are not followed through arithmetic. */
    static Element real(ElementType type, double value) {
        return type == ElementType.DOUBLE
                ? new Element.Real(value)
                : type == ElementType.FLOAT ? new Element.Real((float) value) : Element.UNKNOWN;
    }

    /** The conversion of {@code Cast}; out of range it is not defined and the result unknown. */
    static Element cast(ElementType from, ElementType to, Element element) {
        Double real = element.real();
        if (to == ElementType.BOOL) {
            boolean positive = element.expr() != null && element.expr().isNonNegative(true);
            return real != null ? Element.of(real != 0 ? 1 : 0) : positive ? Element.of(1) : Element.UNKNOWN;
        }
        if (to.isFloat()) {
            return element instanceof Element.Int integer && integer.value().constant() == null
                    ? element
                    : real == null ? Element.UNKNOWN : real(to, real);
        }
        if (!to.isInteger()) {
            return Element.UNKNOWN;
        }
        if (element instanceof Element.Real number) {
            double cut = number.value() < 0 ? Math.ceil(number.value()) : Math.floor(number.value());
            return Math.abs(cut) < 1L << 62 ? fitting(to, Expr.of((long) cut)) : Element.UNKNOWN;
        }
        return fitting(to, element.expr());
    }
}
