package org.onnxnet.bench.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.onnxnet.bench.network.Operand.Role;

/**
 * Counts the nodes that PyTorch 2.6 exports for a network, before onnx-simplifier: what was traced, and what the exporter
 * writes around it. Independent of the simplifying passes, so it holds the trace itself to the measured exports.
 */
public final class ExportedNodes {
    /**
     * The exporter pads with sizes that it computes on the way: ConstantOfShape, Concat, two Reshape, Slice, Transpose and
     * Cast beside the Pad, and nine constants that they read.
     */
    private static final int OF_A_PAD = 17;

    private ExportedNodes() {}

    public static int count(TracedNetwork network) {
        Trace live = DeadNodes.remove(network.trace());
        String[] types = new String[live.size()];
        int count = copiesOfFirstValues(live);
        boolean sums = false;
        for (TraceNode node : live.nodes()) {
            types[node.id()] = isFolded(node, types) ? TraceNode.CONSTANT : node.type();
            count += nodesOf(node, types);
            sums |= node.is("ReduceSum");
        }
        return sums ? count + 1 : count; // all sums read one constant, their axis
    }

    private static int nodesOf(TraceNode node, String[] types) {
        return switch (node.type()) {
            case TraceNode.IMAGE, TraceNode.ZERO_PLUS, TraceNode.CONSTANT -> 0;
            case TraceNode.ACCUMULATED -> 2; // an Add and the constant zeros
            case "Pad" -> OF_A_PAD;
            case "Slice" ->
                5 * ((Operand.Longs) node.operands().get(1)).values().size(); // one an axis, four constants each
            case "Unsqueeze" -> isFolded(node, types) ? 1 : 2;
            case "ReduceSum" -> typeOfFirst(node, types).equals("Unsqueeze") ? 2 : 1; // even one term is concatenated
            default -> 1 + constantsOf(node);
        };
    }

    /** The exporter makes one constant of an unsqueezed one, and of the concatenation of that alone. */
    private static boolean isFolded(TraceNode node, String[] types) {
        return node.is("Unsqueeze") && typeOfFirst(node, types).equals(TraceNode.CONSTANT);
    }

    private static String typeOfFirst(TraceNode node, String[] types) {
        return types[((Operand.Of) node.operands().get(0)).id()];
    }

    private static int constantsOf(TraceNode node) {
        return (int) node.operands().stream()
                .filter(operand -> !(operand instanceof Operand.Of) && !(operand instanceof Operand.Weight))
                .count();
    }

    /**
     * A batch normalisation starts with zeros and ones. Of equal vectors the exporter keeps one; the others become an
     * {@code Identity} that reads it.
     */
    private static int copiesOfFirstValues(Trace trace) {
        Map<List<Object>, Integer> vectors = new HashMap<>();
        for (TraceNode node : trace.nodes()) {
            for (Operand.Weight weight : ofBatchNorm(node)) {
                boolean ones = weight.role() == Role.SCALE || weight.role() == Role.VARIANCE;
                vectors.merge(List.of(ones, weight.shape()), 1, Integer::sum);
            }
        }
        return vectors.values().stream().mapToInt(uses -> uses - 1).sum();
    }

    /** The biases of convolutions are those of the batch normalisations folded into them; that of a Gemm starts random. */
    private static List<Operand.Weight> ofBatchNorm(TraceNode node) {
        List<Operand.Weight> weights = new ArrayList<>();
        if (!node.is("Gemm")) {
            for (Operand operand : node.operands()) {
                if (operand instanceof Operand.Weight weight && weight.role() != Role.WEIGHT) {
                    weights.add(weight);
                }
            }
        }
        return weights;
    }
}
