package org.onnxnet.encoder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.OpId;

/**
 * Convolutions and poolings in the {@link Dialect#FOLDED} dialect: short names of attributes, and values that go without
 * saying. These are a kernel of 1x1 in convolutions, strides and dilations of 1, and as much padding as keeps the size at
 * stride 1 where the same on both sides does, else none.
 */
final class SpatialShorthand {
    private static final Set<String> CONVOLUTIONS = Set.of("Conv", "ConvTranspose");
    private static final Set<String> POOLINGS = Set.of("MaxPool", "AveragePool");

    private static final Map<String, String> SHORT =
            Map.of("kernel_shape", "k", "strides", "s", "pads", "p", "dilations", "d", "group", "g");

    private static final Map<String, String> LONG =
            Map.of("k", "kernel_shape", "s", "strides", "p", "pads", "d", "dilations", "g", "group");

    private SpatialShorthand() {}

    static boolean isConvolution(OpId op) {
        return op.isDefaultDomain() && CONVOLUTIONS.contains(op.type());
    }

    /** Whether an operator has short names. */
    static boolean isOf(OpId op) {
        return isConvolution(op) || (op.isDefaultDomain() && POOLINGS.contains(op.type()));
    }

    /** The short name of an attribute; null if it has none. */
    static @Nullable String shortName(OpId op, String name) {
        return isOf(op) ? SHORT.get(name) : null;
    }

    /** What a name without quotes stands for. */
    static String fullName(OpId op, String name) {
        return isOf(op) ? LONG.getOrDefault(name, name) : name;
    }

    /** Whether what a text leaves out of these attributes comes back with {@link #filled}. */
    static boolean isUsual(OpId op, List<Attribute> attributes) {
        List<Long> kernel = sizes(attributes, "kernel_shape");
        boolean isPadded = find(attributes, "pads") != null || find(attributes, "auto_pad") != null;
        return isOf(op) && kernel != null && isPadded;
    }

    /** The attributes without those that go without saying. */
    static List<Attribute> shown(OpId op, List<Attribute> attributes) {
        List<Attribute> shown = new ArrayList<>(attributes);
        int rank = kernel(attributes).size();
        shown.removeIf(attribute -> attribute instanceof Attribute.OfInts sizes
                && (attribute.name().equals("strides") || attribute.name().equals("dilations"))
                && sizes.value().equals(Collections.nCopies(rank, 1L)));
        List<Long> pads = sizes(attributes, "pads");
        if (find(attributes, "auto_pad") == null && pads != null && pads.equals(usualPads(attributes))) {
            shown.removeIf(attribute -> attribute.name().equals("pads"));
        }
        if (isConvolution(op) && kernel(attributes).equals(List.of(1L, 1L))) {
            shown.removeIf(attribute -> attribute.name().equals("kernel_shape"));
        }
        return shown;
    }

    /** The attributes with the kernel and the padding that go without saying; strides and dilations have those defaults. */
    static List<Attribute> filled(OpId op, List<Attribute> written) {
        List<Attribute> filled = new ArrayList<>(written);
        if (isConvolution(op) && find(filled, "kernel_shape") == null) {
            filled.add(new Attribute.OfInts("kernel_shape", List.of(1L, 1L), Extras.NONE));
        }
        if (find(filled, "pads") == null && find(filled, "auto_pad") == null) {
            filled.add(new Attribute.OfInts("pads", usualPads(filled), Extras.NONE));
        }
        return filled;
    }

    /** The padding at the start of each axis, then that at the end of each. */
    private static List<Long> usualPads(List<Attribute> attributes) {
        List<Long> kernel = kernel(attributes);
        List<Long> dilations = sizes(attributes, "dilations");
        List<Long> pads = new ArrayList<>();
        for (int i = 0; i < 2 * kernel.size(); i++) {
            int axis = i % kernel.size();
            long dilation = dilations == null || dilations.size() <= axis ? 1 : dilations.get(axis);
            long reach = dilation * (kernel.get(axis) - 1);
            if (reach < 0 || reach % 2 != 0) {
                return Collections.nCopies(2 * kernel.size(), 0L);
            }
            pads.add(reach / 2);
        }
        return pads;
    }

    private static List<Long> kernel(List<Attribute> attributes) {
        List<Long> kernel = sizes(attributes, "kernel_shape");
        return kernel == null ? List.of() : kernel;
    }

    private static @Nullable List<Long> sizes(List<Attribute> attributes, String name) {
        return find(attributes, name) instanceof Attribute.OfInts ints ? ints.value() : null;
    }

    private static @Nullable Attribute find(List<Attribute> attributes, String name) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
