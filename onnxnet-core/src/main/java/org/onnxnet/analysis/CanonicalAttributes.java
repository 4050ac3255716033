package org.onnxnet.analysis;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.schema.OperatorSchema;

/** The attributes of a node in one form, whether or not the file spells out what holds anyway. */
final class CanonicalAttributes {
    private CanonicalAttributes() {}

    /**
     * The attributes of a node by name, without those that have the default of the operator or function, and with the
     * spatial ones completed.
     *
     * @param schema the definition of the operator, if the standard has one
     * @param function the function that the node calls, if it calls one
     * @param kernel the shape of the kernel, if it has one and it is known
     */
    static List<Attribute> of(
            Node node, @Nullable OperatorSchema schema, @Nullable Function function, @Nullable Shape kernel) {
        Map<String, Attribute> attributes = new TreeMap<>();
        node.attributes().forEach(attribute -> attributes.putIfAbsent(attribute.name(), attribute));
        if (function != null) {
            function.defaults()
                    .forEach(fallback -> attributes.computeIfPresent(
                            fallback.name(), (name, given) -> isSame(given, fallback) ? null : given));
        } else if (schema != null) {
            attributes.values().removeIf(given -> isDefault(given, schema));
            if (SpatialAttributes.areOf(node)) {
                SpatialAttributes.complete(attributes, schema, kernel);
            }
            if (node.is("Transpose") && reverses(attributes.get("perm"))) {
                attributes.remove("perm");
            }
        }
        return List.copyOf(attributes.values());
    }

    private static boolean isDefault(Attribute given, OperatorSchema schema) {
        OperatorSchema.AttributeSchema formal = schema.attribute(given.name());
        return formal != null && isSame(given, formal.fallback());
    }

    private static boolean isSame(Attribute given, @Nullable Attribute fallback) {
        if (fallback == null || given.kind() != fallback.kind()) {
            return false;
        }
        return given.equals(fallback)
                || (CanonicalOrder.bodies(given).isEmpty()
                        && withoutExtras(given).equals(withoutExtras(fallback)));
    }

    // Only these kinds have defaults.
    private static Attribute withoutExtras(Attribute attribute) {
        if (attribute instanceof Attribute.OfInt one) {
            return new Attribute.OfInt(one.name(), one.value(), Extras.NONE);
        }
        if (attribute instanceof Attribute.OfFloat one) {
            return new Attribute.OfFloat(one.name(), one.value(), Extras.NONE);
        }
        if (attribute instanceof Attribute.OfString one) {
            return new Attribute.OfString(one.name(), one.value(), Extras.NONE);
        }
        if (attribute instanceof Attribute.OfInts many) {
            return new Attribute.OfInts(many.name(), many.value(), Extras.NONE);
        }
        if (attribute instanceof Attribute.OfFloats many) {
            return new Attribute.OfFloats(many.name(), many.value(), Extras.NONE);
        }
        if (attribute instanceof Attribute.OfStrings many) {
            return new Attribute.OfStrings(many.name(), many.value(), Extras.NONE);
        }
        return attribute;
    }

    /** Whether a permutation is the one that a {@code Transpose} without it does. */
    private static boolean reverses(@Nullable Attribute perm) {
        if (!(perm instanceof Attribute.OfInts axes)) {
            return false;
        }
        int rank = axes.value().size();
        for (int i = 0; i < rank; i++) {
            if (axes.value().get(i) != rank - 1 - i) {
                return false;
            }
        }
        return true;
    }
}
