package org.onnxnet.bench.network;

import java.util.List;

/** Drops what no output needs. */
final class DeadNodes {
    private DeadNodes() {}

    static Trace remove(Trace trace) {
        boolean[] needed = new boolean[trace.size()];
        trace.outputs().forEach(id -> needed[id] = true);
        for (int i = trace.nodes().size() - 1; i >= 0; i--) {
            TraceNode node = trace.nodes().get(i);
            if (needed[node.id()]) {
                for (Operand operand : node.operands()) {
                    if (operand instanceof Operand.Of of) {
                        needed[of.id()] = true;
                    }
                }
            }
        }
        List<TraceNode> kept =
                trace.nodes().stream().filter(node -> needed[node.id()]).toList();
        return new Trace(kept, trace.outputs(), trace.size());
    }
}
