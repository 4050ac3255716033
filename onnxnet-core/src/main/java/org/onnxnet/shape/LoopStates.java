package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;

/** What is known of the values that a loop carries from one iteration to the next. */
record LoopStates(List<KnownValue> values) {
    /** The inputs of a node from a slot on. */
    static LoopStates ofInputs(NodeContext node, int first, int count) {
        List<KnownValue> values = new ArrayList<>();
        for (int slot = first; slot < first + count; slot++) {
            values.add(node.input(slot));
        }
        return new LoopStates(values);
    }

    /** The outputs of a body from an index on. */
    static LoopStates ofResults(BodyTypes results, int first, int count) {
        List<KnownValue> values = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            values.add(results.known(i));
        }
        return new LoopStates(values);
    }

    /** What holds for both. */
    LoopStates join(LoopStates other) {
        List<KnownValue> joined = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            joined.add(values.get(i).join(other.values.get(i)));
        }
        return new LoopStates(joined);
    }

    /** What holds whatever the body does to shapes and contents. */
    LoopStates withoutShapes() {
        return new LoopStates(values.stream()
                .map(value -> new KnownValue(ControlFlowRules.withoutShapes(value.type()), null))
                .toList());
    }

    /** Makes them the first outputs of a node. */
    void assign(NodeContext node) {
        for (int slot = 0; slot < values.size(); slot++) {
            node.set(slot, values.get(slot));
        }
    }
}
