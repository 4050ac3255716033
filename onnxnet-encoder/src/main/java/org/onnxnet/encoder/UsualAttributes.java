package org.onnxnet.encoder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.analysis.CanonicalGraph.Step;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.schema.OperatorTable;

/**
 * Which attributes the {@link Dialect#COMPLETE} dialect leaves out. These are the ones with the default of the operator,
 * with exceptions that make the text of a usual network the one of the paper's Fig. 9:
 *
 * <ul>
 *   <li>{@code kernel_shape}, {@code pads} and {@code strides} of convolutions and poolings are always written, and
 *       {@code dilations} of convolutions.
 *   <li>A reduction usually drops its axes, a {@code Concat} usually joins channels, and a {@code Gemm} usually takes its
 *       weight as frameworks store it: {@code keepdims=0}, {@code axis=1} and {@code transB=1} are left out, and other
 *       values are written, the default of the operator too.
 * </ul>
 */
final class UsualAttributes {
    private static final Set<String> POOLINGS = Set.of("MaxPool", "AveragePool", "LpPool", "MaxUnpool");

    private static final Set<String> SPATIAL =
            Set.of("kernel_shape", "strides", "dilations", "pads", "output_padding", "output_shape");

    /** An attribute whose usual value is not the operator's default. */
    private record Usual(String name, long value, @Nullable Long operatorDefault) {}

    private static final Usual DROPS_AXES = new Usual("keepdims", 0, 1L);

    private static final Map<String, Usual> USUAL = Map.of(
            "Gemm",
            new Usual("transB", 1, 0L),
            "Concat",
            new Usual("axis", 1, null),
            "ArgMax",
            DROPS_AXES,
            "ArgMin",
            DROPS_AXES);

    private UsualAttributes() {}

    /** The attributes to write, by name. */
    static List<Attribute> shown(Step step) {
        Node node = step.node();
        if (!node.op().isDefaultDomain() || step.meaning() == 0) {
            return step.attributes();
        }
        Usual usual = usual(node.op());
        if (usual == null && !POOLINGS.contains(node.op().type())) {
            return step.attributes();
        }
        List<Attribute> shown = new ArrayList<>(step.attributes());
        shown.removeIf(attribute -> isDilationOfOnes(node, attribute));
        if (usual != null) {
            Long operatorDefault = usual.operatorDefault;
            if (shown.stream().anyMatch(attribute -> attribute.name().equals(usual.name))) {
                shown.removeIf(attribute -> attribute instanceof Attribute.OfInt one
                        && one.name().equals(usual.name)
                        && one.value() == usual.value);
            } else if (operatorDefault != null) {
                shown.add(Attribute.of(usual.name, operatorDefault));
                shown.sort(Comparator.comparing(Attribute::name));
            }
        }
        return shown;
    }

    /** The attributes of an operator of the default domain of which a text holds those that are {@link #shown}. */
    static List<Attribute> completed(OpId op, List<Attribute> written) {
        Usual usual = usual(op);
        if (usual == null
                || written.stream().anyMatch(attribute -> attribute.name().equals(usual.name))) {
            return written;
        }
        List<Attribute> completed = new ArrayList<>(written);
        completed.add(Attribute.of(usual.name, usual.value));
        completed.sort(Comparator.comparing(Attribute::name));
        return completed;
    }

    private static @Nullable Usual usual(OpId op) {
        boolean isReduction = op.type().startsWith("Reduce")
                && !OperatorTable.standard().history(op).isEmpty();
        return isReduction ? DROPS_AXES : USUAL.get(op.type());
    }

    private static boolean isDilationOfOnes(Node node, Attribute attribute) {
        return POOLINGS.contains(node.op().type())
                && attribute instanceof Attribute.OfInts ints
                && attribute.name().equals("dilations")
                && ints.value().stream().allMatch(size -> size == 1);
    }

    /**
     * Whether a list of equal integers is written as one of them: what convolutions and poolings over two spatial axes have,
     * with one element per axis, or two for {@code pads}.
     */
    static boolean isFolded(OpId op, Attribute.OfInts attribute) {
        List<Long> values = attribute.value();
        return op.isDefaultDomain()
                && SPATIAL.contains(attribute.name())
                && values.size() == foldedSize(attribute.name())
                && Collections.frequency(values, values.get(0)) == values.size();
    }

    /** The list that a single number stands for where {@link #isFolded} folds it; any other attribute as it is. */
    static Attribute unfolded(OpId op, Attribute attribute) {
        return attribute instanceof Attribute.OfInt one && op.isDefaultDomain() && SPATIAL.contains(one.name())
                ? new Attribute.OfInts(
                        one.name(), Collections.nCopies(foldedSize(one.name()), one.value()), Extras.NONE)
                : attribute;
    }

    private static int foldedSize(String name) {
        return name.equals("pads") ? 4 : 2;
    }
}
