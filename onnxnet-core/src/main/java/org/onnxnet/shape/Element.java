package org.onnxnet.shape;

import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;

/** One element of a {@link SymbolicTensor}. */
sealed interface Element {
    Element UNKNOWN = new Unknown();

    /** An integer, or a truth value as 0 or 1. */
    record Int(Expr value) implements Element {}

    /** A floating point number, rounded to the element type of its tensor. */
    record Real(double value) implements Element {}

    /** A string. */
    record Text(String value) implements Element {}

    /** An element of which nothing is known. */
    record Unknown() implements Element {}

    static Element of(long value) {
        return new Int(Expr.of(value));
    }

    static Element of(@Nullable Expr value) {
        return value == null ? UNKNOWN : new Int(value);
    }

    static Element of(Dim dim) {
        return of(Expr.of(dim));
    }

    /** The integer, which may be an expression; null if this is none. */
    default @Nullable Expr expr() {
        return this instanceof Int integer ? integer.value() : null;
    }

    /** The integer if it is a number, else null. */
    default @Nullable Long number() {
        return this instanceof Int integer ? integer.value().constant() : null;
    }

    /** The number as a double, of an integer that is no expression as well as of a real; else null. */
    default @Nullable Double real() {
        if (this instanceof Real real) {
            return real.value();
        }
        Long number = number();
        return number == null ? null : (double) number;
    }

    default Dim toDim() {
        Expr expr = expr();
        return expr == null ? Dim.UNKNOWN : expr.toDim();
    }
}
