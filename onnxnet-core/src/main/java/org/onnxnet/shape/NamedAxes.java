package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;

/** Names for the axes of several tensors, as definitions of operators have them: axes of one name have one extent. */
final class NamedAxes {
    private final Map<String, Dim> extents = new HashMap<>();

    /** The extent of the axes of a name, as far as it is known. */
    Dim get(String name) {
        return extents.getOrDefault(name, Dim.UNKNOWN);
    }

    /**
     * Adds what is known of a name.
     *
     * @throws CannotInferException if another number is known already
     */
    NamedAxes put(String name, Dim extent) {
        Dim known = get(name);
        if (known.isKnown() && extent.isKnown() && !known.equals(extent)) {
            throw new CannotInferException("'" + name + "' is " + known + " and " + extent + ", wanted one number");
        }
        extents.put(name, DimMath.merge(known, extent));
        return this;
    }

    /**
     * Adds what an input says of its axes; nothing where its rank is not known or it is left out.
     *
     * @throws CannotInferException if it has another rank, or contradicts what is known
     */
    NamedAxes read(NodeContext node, int slot, String... names) {
        Shape shape = node.shapeOfRank(slot, names.length);
        for (int axis = 0; shape != null && axis < names.length; axis++) {
            put(names[axis], shape.dim(axis));
        }
        return this;
    }

    Shape shape(String... names) {
        List<Dim> dims = new ArrayList<>();
        for (String name : names) {
            dims.add(get(name));
        }
        return new Shape(dims);
    }
}
