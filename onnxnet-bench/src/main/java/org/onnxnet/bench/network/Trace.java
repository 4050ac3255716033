package org.onnxnet.bench.network;

import java.util.List;

/**
 * The operations of a network in the order in which they were traced. Passes take one and give another.
 *
 * @param nodes operands before what reads them; ids are below {@code size}
 * @param outputs ids of the values that the network gives
 * @param size bound of the ids, which passes keep
 */
record Trace(List<TraceNode> nodes, List<Integer> outputs, int size) {
    Trace {
        nodes = List.copyOf(nodes);
        outputs = List.copyOf(outputs);
    }

    /** An array with each id at its own index. */
    int[] identity() {
        int[] alias = new int[size];
        for (int id = 0; id < size; id++) {
            alias[id] = id;
        }
        return alias;
    }

    /** How often each value is read, outputs of the network included, by id. */
    int[] useCounts() {
        int[] uses = new int[size];
        for (TraceNode node : nodes) {
            for (Operand operand : node.operands()) {
                if (operand instanceof Operand.Of of) {
                    uses[of.id()]++;
                }
            }
        }
        outputs.forEach(id -> uses[id]++);
        return uses;
    }

    /** The network with other nodes, its outputs renamed by {@code alias}. */
    Trace with(List<TraceNode> newNodes, int[] alias) {
        return new Trace(newNodes, outputs.stream().map(id -> alias[id]).toList(), size);
    }
}
