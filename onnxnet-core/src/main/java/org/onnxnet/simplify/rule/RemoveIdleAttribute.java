package org.onnxnet.simplify.rule;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;
import org.onnxnet.simplify.rewrite.Training;

/**
 * Leaves out an attribute that has no say at its node, and that one exporter writes and another does not.
 *
 * <pre>AveragePool[count_include_pad=1](x) -> AveragePool(x)</pre>
 *
 * <table>
 *   <caption>What has no say, and where</caption>
 *   <tr><td>{@code count_include_pad}</td><td>where nothing is padded</td></tr>
 *   <tr><td>{@code ceil_mode}</td><td>where windows fit exactly</td></tr>
 *   <tr><td>{@code storage_order}</td><td>of a MaxPool without Indices</td></tr>
 *   <tr><td>{@code momentum}</td><td>of a BatchNormalization outside training</td></tr>
 *   <tr><td>{@code beta}</td><td>of a Gemm without bias</td></tr>
 *   <tr><td>{@code allowzero}</td><td>of a Reshape whose shape has no 0</td></tr>
 *   <tr><td>{@code cubic_coeff_a}, {@code nearest_mode}, {@code extrapolation_value}</td><td>of a Resize that works another
 *       way</td></tr>
 * </table>
 */
@RuleInfo(
        roots = {"AveragePool", "MaxPool", "BatchNormalization", "Gemm", "Reshape", "Resize"},
        lossless = false,
        summary =
                "An attribute without any say at its node, such as count_include_pad where nothing is padded, is left out.",
        example = "AveragePool[count_include_pad=1](x) -> AveragePool(x)")
public final class RemoveIdleAttribute implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        if (node.attributes().stream().noneMatch(attribute -> isIdle(attribute.name(), node, graph))) {
            return Edit.unchanged();
        }
        List<Attribute> kept = node.attributes().stream()
                .filter(attribute -> !isIdle(attribute.name(), node, graph))
                .toList();
        return Edit.replace(node, node.withAttributes(kept), "what is left out has no say here");
    }

    // No operator of these has an attribute of this name that may not go.
    private static boolean isIdle(String attribute, Node node, GraphView graph) {
        return switch (attribute) {
            case "count_include_pad" -> !pads(node) && node.intAttribute("ceil_mode", 0) == 0;
            case "ceil_mode" -> fitsExactly(node, graph);
            case "storage_order" -> !node.hasOutput(1);
            case "momentum" -> !Training.isTraining(node, graph);
            case "beta" -> !node.hasInput(2);
            case "allowzero" -> hasNoZero(graph.longs(node.input(1)));
            case "cubic_coeff_a" -> !node.stringAttribute("mode", "nearest").equals("cubic");
            case "nearest_mode" -> !node.stringAttribute("mode", "nearest").equals("nearest");
            case "extrapolation_value" ->
                !node.stringAttribute("coordinate_transformation_mode", "half_pixel")
                        .equals("tf_crop_and_resize");
            default -> false;
        };
    }

    private static boolean pads(Node node) {
        List<Long> pads = node.intsAttribute("pads");
        return node.stringAttribute("auto_pad", "NOTSET").startsWith("SAME")
                || (pads != null && pads.stream().anyMatch(pad -> pad != 0));
    }

    private static boolean fitsExactly(Node node, GraphView graph) {
        Window window = Window.of(node, graph);
        Shape shape = graph.shape(node.input(0));
        if (window == null
                || shape == null
                || !node.stringAttribute("auto_pad", "NOTSET").equals("NOTSET")) {
            return false;
        }
        List<Long> pads = node.intsAttribute("pads");
        return window.fitsExactly(pads == null ? Collections.nCopies(2 * (shape.rank() - 2), 0L) : pads);
    }

    private static boolean hasNoZero(long @Nullable [] shape) {
        return shape != null && Arrays.stream(shape).noneMatch(dim -> dim == 0);
    }
}
