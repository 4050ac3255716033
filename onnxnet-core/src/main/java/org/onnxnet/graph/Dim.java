package org.onnxnet.graph;

import java.util.Objects;

/** One dimension of a shape: a number, a name or expression that stands for one, or nothing known. */
public sealed interface Dim {
    Dim UNKNOWN = new Unknown();

    /** A dimension of {@code value} elements. */
    record Known(long value) implements Dim {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /**
     * A dimension that is equal wherever the same text stands: a name of the file ({@code batch}) or an expression of
     * such names that shape inference made ({@code 2*batch+1}).
     */
    record Symbolic(String expression) implements Dim {
        public Symbolic {
            Objects.requireNonNull(expression, "expression");
        }

        @Override
        public String toString() {
            return expression;
        }
    }

    /** A dimension of which nothing is known; two of them need not be equal. */
    record Unknown() implements Dim {
        @Override
        public String toString() {
            return "?";
        }
    }

    static Dim of(long value) {
        return new Known(value);
    }

    /** A named dimension; {@link #UNKNOWN} for the empty name. */
    static Dim of(String expression) {
        return expression.isEmpty() ? UNKNOWN : new Symbolic(expression);
    }

    default boolean isKnown() {
        return this instanceof Known;
    }

    /** Whether this is known to be {@code value}. */
    default boolean is(long value) {
        return this instanceof Known known && known.value() == value;
    }

    /** Whether both are certainly the same number: equal, and not {@link Unknown}. */
    default boolean isCertainly(Dim other) {
        return !(this instanceof Unknown) && equals(other);
    }
}
