package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Lets a reduction drop or keep the axes that the next node would drop or bring back.
 *
 * <pre>
 * Squeeze(ReduceMean[keepdims=1](x, [2]), [2])   -> ReduceMean[keepdims=0](x, [2])
 * Unsqueeze(ReduceMean[keepdims=0](x, [2]), [2]) -> ReduceMean[keepdims=1](x, [2])
 * </pre>
 */
@RuleInfo(
        roots = {"Squeeze", "Unsqueeze"},
        lossless = true,
        summary = "A Squeeze or Unsqueeze of exactly the axes that a reduction before it reduces becomes its keepdims.",
        example = "Squeeze(ReduceMean[keepdims=1](x, [2]), [2]) -> ReduceMean[keepdims=0](x, [2])")
public final class FuseSqueezeIntoReduction implements NodeRule {
    private static final Set<String> WITH_ONE_AXIS = Set.of("ArgMax", "ArgMin");

    @Override
    public Edit apply(Node node, GraphView graph) {
        Node reduction = graph.producer(node.input(0));
        if (reduction == null
                || !reduction.op().isDefaultDomain()
                || !graph.isUsedOnce(node.input(0))
                || graph.schema(reduction) == null) {
            return Edit.unchanged();
        }
        boolean keeps = reduction.intAttribute("keepdims", 1) != 0;
        Shape shape = graph.shape(reduction.input(0));
        if (shape == null || keeps != node.is("Squeeze")) {
            return Edit.unchanged();
        }
        long[] reduced = reducedAxes(reduction, shape.rank(), graph);
        long[] moved = AxesArgument.isGiven(node, 1) ? AxesArgument.of(node, 1, shape.rank(), graph) : null;
        if (reduced == null || moved == null || !sameAxes(reduced, moved)) {
            return Edit.unchanged();
        }
        List<Attribute> attributes = new ArrayList<>(reduction.attributes());
        attributes.removeIf(attribute -> attribute.name().equals("keepdims"));
        if (keeps) {
            attributes.add(Attribute.of("keepdims", 0));
        }
        return Edit.because("the reduction can " + (keeps ? "drop" : "keep") + " its axes itself")
                .remove(node)
                .remove(reduction)
                .add(reduction.withAttributes(attributes).withOutputs(node.outputs()))
                .build();
    }

    /** The axes of a reduction that names them; null where it does not, or is none. */
    private static long @Nullable [] reducedAxes(Node node, int rank, GraphView graph) {
        if (WITH_ONE_AXIS.contains(node.op().type())) {
            return AxesArgument.normal(new long[] {node.intAttribute("axis", 0)}, rank);
        }
        boolean isReduction = node.op().type().startsWith("Reduce");
        return isReduction && AxesArgument.isGiven(node, 1) ? AxesArgument.of(node, 1, rank, graph) : null;
    }

    private static boolean sameAxes(long[] some, long[] others) {
        return some.length > 0
                && Arrays.equals(
                        Arrays.stream(some).sorted().toArray(),
                        Arrays.stream(others).sorted().toArray());
    }
}
