package org.onnxnet.analysis;

import static java.util.Map.entry;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.schema.OperatorSchema;

/**
 * The attributes of convolutions and poolings that have an element (or two) per spatial axis. Where a node leaves them
 * out, the operator table has no default to offer: it depends on the rank.
 */
final class SpatialAttributes {
    private static final int NO_KERNEL = -1;

    /** The slot of the kernel, whose axes from the third on are spatial; none for a pooling. */
    private static final Map<String, Integer> KERNEL_SLOTS = Map.ofEntries(
            entry("Conv", 1),
            entry("ConvTranspose", 1),
            entry("ConvInteger", 1),
            entry("DeformConv", 1),
            entry("QLinearConv", 3),
            entry("MaxPool", NO_KERNEL),
            entry("AveragePool", NO_KERNEL),
            entry("LpPool", NO_KERNEL),
            entry("MaxUnpool", NO_KERNEL));

    private SpatialAttributes() {}

    /** Whether a node has spatial attributes. */
    static boolean areOf(Node node) {
        return node.op().isDefaultDomain() && KERNEL_SLOTS.containsKey(node.op().type());
    }

    /** The slot of the kernel; -1 for an operator that has none. */
    static int kernelSlot(Node node) {
        return KERNEL_SLOTS.getOrDefault(node.op().type(), NO_KERNEL);
    }

    /**
     * Adds the spatial attributes that a node leaves out, as far as its definition has them and the rank is known.
     *
     * @param attributes by name; added to
     * @param kernel the shape of the kernel, if it has one and it is known
     */
    static void complete(Map<String, Attribute> attributes, OperatorSchema schema, @Nullable Shape kernel) {
        boolean isPadded = attributes.get("auto_pad") instanceof Attribute.OfString auto
                && !auto.text().equals("NOTSET");
        boolean isOpen = !attributes.containsKey("kernel_shape");
        if (isOpen && kernel != null && kernel.isStatic() && kernel.rank() >= 2) {
            List<Long> sizes = kernel.dims().stream()
                    .skip(2)
                    .map(dim -> ((Dim.Known) dim).value())
                    .toList();
            add(attributes, schema, "kernel_shape", sizes);
        }
        int rank = rank(attributes);
        if (rank >= 0) {
            add(attributes, schema, "strides", Collections.nCopies(rank, 1L));
            add(attributes, schema, "dilations", Collections.nCopies(rank, 1L));
            if (!isPadded) {
                add(attributes, schema, "pads", Collections.nCopies(2 * rank, 0L));
            }
        }
        if (attributes.get("output_padding") instanceof Attribute.OfInts padding
                && padding.value().stream().allMatch(size -> size == 0)) {
            attributes.remove("output_padding");
        }
    }

    private static int rank(Map<String, Attribute> attributes) {
        for (String name : List.of("kernel_shape", "strides", "dilations")) {
            if (attributes.get(name) instanceof Attribute.OfInts found) {
                return found.value().size();
            }
        }
        return attributes.get("pads") instanceof Attribute.OfInts pads
                ? pads.value().size() / 2
                : -1;
    }

    private static void add(Map<String, Attribute> attributes, OperatorSchema schema, String name, List<Long> values) {
        if (!attributes.containsKey(name) && schema.attribute(name) != null) {
            attributes.put(name, new Attribute.OfInts(name, values, Extras.NONE));
        }
    }
}
