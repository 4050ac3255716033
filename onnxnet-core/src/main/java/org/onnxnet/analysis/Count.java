package org.onnxnet.analysis;

import org.onnxnet.graph.Shape;

/**
 * A number of things in a network, of which some may be of unknown size.
 *
 * @param value what could be counted, 0 or more
 * @param complete whether that is everything; if not, the true number is {@code value} or more
 */
public record Count(long value, boolean complete) {
    public static final Count ZERO = new Count(0, true);

    /** Something of unknown size. */
    public static final Count UNKNOWN = new Count(0, false);

    public Count {
        if (value < 0) {
            throw new IllegalArgumentException("count is " + value + ", wanted 0 or more");
        }
    }

    /** A number that is known. */
    public static Count of(long value) {
        return new Count(value, true);
    }

    /** The elements of a tensor of static shape. */
    static Count ofElements(Shape shape) {
        Count elements = Count.of(1);
        for (long dim : shape.toLongs()) {
            elements = elements.times(dim);
        }
        return elements;
    }

    /** The sum; it sticks to {@link Long#MAX_VALUE}, incomplete, where it does not fit. */
    public Count plus(Count other) {
        long sum = value + other.value;
        return sum < 0 ? new Count(Long.MAX_VALUE, false) : new Count(sum, complete && other.complete);
    }

    /** So many times this; it sticks to {@link Long#MAX_VALUE}, incomplete, where it does not fit. */
    public Count times(long factor) {
        return factor != 0 && value > Long.MAX_VALUE / factor
                ? new Count(Long.MAX_VALUE, false)
                : new Count(value * factor, complete);
    }

    /** The larger of two, complete where both are. */
    public Count max(Count other) {
        return new Count(Math.max(value, other.value), complete && other.complete);
    }

    /** {@code 1234}, or {@code 1234 or more}. */
    @Override
    public String toString() {
        return complete ? Long.toString(value) : value + " or more";
    }
}
