package org.onnxnet.bench.network;

/**
 * Does to a trace what onnx-simplifier 0.4.36 does to the exported file.
 *
 * <p>The tool repeats its passes only while something changes that it notices, and it merges nodes that read constants
 * only from the second time on, when equal constants have become one. So how often it goes round decides how many nodes
 * are left: three times where a strided slice was fused, twice where it folded a constant, else once.
 */
final class TraceSimplifier {
    private TraceSimplifier() {}

    /** @param toTheEnd whether to go round until nothing changes, as running the tool again does */
    static Trace simplify(Trace trace, boolean toTheEnd) {
        Trace live = DeadNodes.remove(trace);
        ConstantFolding.Result folded = ConstantFolding.fold(live);
        Trace now = DeadNodes.remove(folded.trace());
        int rounds = hasShiftingSlice(now) ? 3 : folded.byTheTool() ? 2 : 1;
        for (int round = 1; round <= rounds; round++) {
            now = round(now, round > 1);
        }
        while (toTheEnd) {
            Trace next = round(now, true);
            if (next.equals(now)) {
                break;
            }
            now = next;
        }
        return now;
    }

    private static Trace round(Trace trace, boolean mergeReadersOfConstants) {
        return DeadNodes.remove(EqualNodes.merge(ReduceSumFusion.fuse(trace), mergeReadersOfConstants));
    }

    /** A slice along height and width starts as two that the tool joins. */
    private static boolean hasShiftingSlice(Trace trace) {
        return trace.nodes().stream()
                .filter(node -> node.is("Slice"))
                .anyMatch(node -> node.operands().get(1) instanceof Operand.Longs starts
                        && starts.values().size() == 2);
    }
}
