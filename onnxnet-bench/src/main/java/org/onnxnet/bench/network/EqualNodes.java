package org.onnxnet.bench.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges a node into an earlier one that does the same to the same values: common-subexpression elimination. Layers have
 * parameters of their own and are never merged. Values that only the tracer told apart become what they stand for.
 */
final class EqualNodes {
    private EqualNodes() {}

    /** @param readersOfConstants whether nodes with a constant operand are merged too, and equal constants */
    static Trace merge(Trace trace, boolean readersOfConstants) {
        int[] alias = trace.identity();
        boolean[] constant = new boolean[trace.size()];
        Map<TraceNode.Key, Integer> first = new HashMap<>();
        List<TraceNode> kept = new ArrayList<>(trace.nodes().size());
        for (TraceNode original : trace.nodes()) {
            TraceNode node = original.reading(alias);
            constant[node.id()] = node.is(TraceNode.CONSTANT);
            if (node.isInvisible()) {
                alias[node.id()] = ((Operand.Of) node.operands().get(0)).id();
            } else if (node.hasWeights() || (!readersOfConstants && hasConstant(node, constant))) {
                kept.add(node);
            } else {
                Integer earlier = first.putIfAbsent(node.key(), node.id());
                if (earlier == null) {
                    kept.add(node);
                } else {
                    alias[node.id()] = earlier;
                }
            }
        }
        return trace.with(kept, alias);
    }

    private static boolean hasConstant(TraceNode node, boolean[] constant) {
        return node.is(TraceNode.CONSTANT)
                || node.operands().stream()
                        .anyMatch(operand -> !(operand instanceof Operand.Of of) || constant[of.id()]);
    }
}
