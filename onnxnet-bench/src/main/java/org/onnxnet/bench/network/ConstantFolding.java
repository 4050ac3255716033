package org.onnxnet.bench.network;

import java.util.ArrayList;
import java.util.List;

/** Turns every node that reads nothing but constants and parameters into a constant. */
final class ConstantFolding {
    private ConstantFolding() {}

    /**
     * What folding gave.
     *
     * @param byTheTool whether onnx-simplifier did some of it; the exporter itself folds the {@code Unsqueeze} of a constant
     */
    record Result(Trace trace, boolean byTheTool) {}

    static Result fold(Trace trace) {
        boolean[] original = new boolean[trace.size()];
        boolean[] constant = new boolean[trace.size()];
        boolean byTheTool = false;
        List<TraceNode> nodes = new ArrayList<>(trace.nodes().size());
        for (TraceNode node : trace.nodes()) {
            if (node.is(TraceNode.CONSTANT)) {
                original[node.id()] = true;
                constant[node.id()] = true;
                nodes.add(node);
            } else if (readsOnly(constant, node)) {
                constant[node.id()] = true;
                byTheTool |= !node.isInvisible() && !(node.is("Unsqueeze") && readsOnly(original, node));
                nodes.add(new TraceNode(node.id(), TraceNode.CONSTANT, List.of(), List.of(), node.shape()));
            } else {
                nodes.add(node);
            }
        }
        return new Result(new Trace(nodes, trace.outputs(), trace.size()), byTheTool);
    }

    private static boolean readsOnly(boolean[] ids, TraceNode node) {
        return !node.is(TraceNode.IMAGE)
                && node.operands().stream().allMatch(operand -> !(operand instanceof Operand.Of of) || ids[of.id()]);
    }
}
