package org.onnxnet.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The dimensions of a tensor of known rank, outermost first. A scalar has none. */
public record Shape(List<Dim> dims) {
    public static final Shape SCALAR = new Shape(List.of());

    public Shape {
        dims = List.copyOf(dims);
    }

    public static Shape of(long... dims) {
        List<Dim> list = new ArrayList<>(dims.length);
        for (long dim : dims) {
            list.add(Dim.of(dim));
        }
        return new Shape(list);
    }

    /** A shape of {@code rank} unknown dimensions. */
    public static Shape ofRank(int rank) {
        return new Shape(java.util.Collections.nCopies(rank, Dim.UNKNOWN));
    }

    public int rank() {
        return dims.size();
    }

    /** The dimension at {@code axis}, from 0 to {@code rank() - 1}. */
    public Dim dim(int axis) {
        return dims.get(axis);
    }

    /** Whether every dimension is a number. */
    public boolean isStatic() {
        for (int axis = 0; axis < dims.size(); axis++) {
            if (!dims.get(axis).isKnown()) {
                return false;
            }
        }
        return true;
    }

    /**
     * The dimensions as numbers.
     *
     * @throws IllegalStateException if the shape is not static
     */
    public long[] toLongs() {
        long[] sizes = new long[dims.size()];
        for (int axis = 0; axis < sizes.length; axis++) {
            if (!(dims.get(axis) instanceof Dim.Known known)) {
                throw new IllegalStateException("shape " + this + " is not static: axis " + axis + " is not a number");
            }
            sizes[axis] = known.value();
        }
        return sizes;
    }

    /**
     * The number of elements of a static shape; 1 for a scalar.
     *
     * @throws IllegalStateException if the shape is not static
     * @throws ArithmeticException if the product does not fit a long
     */
    public long elementCount() {
        long count = 1;
        long[] sizes = toLongs();
        for (long size : sizes) {
            if (size == 0) {
                return 0;
            }
        }
        for (long size : sizes) {
            count = Math.multiplyExact(count, size);
        }
        return count;
    }

    /** Whether the shape is static and {@link #elementCount} fits a long, as that of every tensor does. */
    public boolean isCountable() {
        if (!isStatic()) {
            return false;
        }
        long count = 1;
        boolean fits = true;
        for (long size : toLongs()) {
            if (size == 0) {
                return true;
            }
            fits &= Math.multiplyHigh(count, size) == 0 && count * size > 0;
            count = fits ? count * size : 1;
        }
        return fits;
    }

    /** Whether both shapes certainly have the same dimensions. */
    public boolean isCertainly(Shape other) {
        if (rank() != other.rank()) {
            return false;
        }
        for (int axis = 0; axis < rank(); axis++) {
            if (!dim(axis).isCertainly(other.dim(axis))) {
                return false;
            }
        }
        return true;
    }

    /** {@code 1x16x32x32}; a scalar prints as the empty string. */
    @Override
    public String toString() {
        return dims.stream().map(Dim::toString).collect(Collectors.joining("x"));
    }
}
