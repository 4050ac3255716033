package org.onnxnet.bench.network;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Attribute;

/**
 * {@code Unsqueeze(ReduceSum(x, keepdims=0), 0) -> ReduceSum(x, keepdims=1)}, where nothing else reads the sum.
 * A sum that several read stays, even if all of them unsqueeze it.
 */
final class ReduceSumFusion {
    private static final List<Attribute> KEEP = List.of(Attribute.of("keepdims", 1));

    private ReduceSumFusion() {}

    static Trace fuse(Trace trace) {
        int[] uses = trace.useCounts();
        int[] alias = trace.identity();
        int[] place = new int[trace.size()];
        boolean[] openSum = new boolean[trace.size()];
        List<TraceNode> kept = new ArrayList<>(trace.nodes().size());
        for (TraceNode original : trace.nodes()) {
            TraceNode node = original.reading(alias);
            if (node.is("Unsqueeze") && node.operands().get(0) instanceof Operand.Of sum && openSum[sum.id()]) {
                TraceNode reduce = kept.get(place[sum.id()]);
                kept.set(
                        place[sum.id()],
                        new TraceNode(reduce.id(), "ReduceSum", KEEP, reduce.operands(), node.shape()));
                alias[node.id()] = sum.id();
                continue;
            }
            place[node.id()] = kept.size();
            openSum[node.id()] = node.is("ReduceSum")
                    && uses[node.id()] == 1
                    && !node.attributes().equals(KEEP);
            kept.add(node);
        }
        return trace.with(kept, alias);
    }
}
