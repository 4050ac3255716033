package org.onnxnet.analysis;

import java.util.List;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.shape.SymbolicTensor;

/**
 * Counts the multiply-accumulate operations of one run. Of the branches of an {@code If} the dearer one counts; the body of
 * a {@code Loop} counts as often as its trip count says and that of a {@code Scan} once per element.
 */
final class MacCounter {
    private final List<String> unknowns;

    /** @param unknowns takes one line for each node that could not be counted */
    MacCounter(List<String> unknowns) {
        this.unknowns = unknowns;
    }

    Count count(Flow flow) {
        Count sum = Count.ZERO;
        for (Node node : flow.nodes()) {
            sum = sum.plus(count(flow, node));
        }
        return sum;
    }

    private Count count(Flow flow, Node node) {
        if (!node.subgraphs().isEmpty()) {
            return countBodies(flow, node);
        }
        if (!node.op().isDefaultDomain() && !node.op().domain().equals("ai.onnx.ml")) {
            return unknown(node, "what it does is not known");
        }
        MacRule rule = LayerMacs.ruleOf(node);
        if (rule == null) {
            return Count.ZERO;
        }
        try {
            return Count.of(rule.count(node, new NodeShapes(node, flow.types())));
        } catch (UnknownShapeException e) {
            return unknown(node, e.reason());
        } catch (ArithmeticException e) {
            return unknown(node, "they are more than fit 63 bits");
        }
    }

    private Count countBodies(Flow flow, Node node) {
        Count dearest = Count.ZERO;
        for (Graph body : node.subgraphs()) {
            dearest = dearest.max(count(flow.body(body)));
        }
        if (node.is("If") || dearest.equals(Count.ZERO)) {
            return dearest;
        }
        long runs = runs(flow, node);
        return runs < 0 ? unknown(node, "how often its body runs is not known") : dearest.times(runs);
    }

    /** How often the body of a node runs; -1 where that is not known. */
    private static long runs(Flow flow, Node node) {
        if (node.is("Loop") && node.hasInput(0)) {
            SymbolicTensor trips = flow.types().content(node.input(0));
            return trips == null || trips.size() != 1 ? -1 : known(trips.dim(0));
        }
        // Before version 9 a batch comes first.
        if (node.is("Scan") && flow.opset() >= 9) {
            long first = node.inputs().size() - node.intAttribute("num_scan_inputs", 1);
            List<Long> axes = node.intsAttribute("scan_input_axes");
            long axis = axes == null || axes.isEmpty() ? 0 : axes.get(0);
            Shape scanned = first < 0 ? null : flow.types().shape(node.input((int) first));
            if (scanned != null && -scanned.rank() <= axis && axis < scanned.rank()) {
                return known(scanned.dim((int) (axis < 0 ? axis + scanned.rank() : axis)));
            }
        }
        return -1;
    }

    private static long known(Dim dim) {
        return dim instanceof Dim.Known number ? Math.max(0, number.value()) : -1;
    }

    private Count unknown(Node node, String reason) {
        unknowns.add("MACs of " + node.op() + (node.name().isEmpty() ? "" : " '" + node.name() + "'") + ": " + reason);
        return Count.UNKNOWN;
    }
}
