package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ValueType;

/** What is known of the values that a loop carries from one iteration to the next; null elements where nothing is. */
final class LoopStates {
    private final List<@Nullable ValueType> types;
    private final List<@Nullable SymbolicTensor> values;

    private LoopStates(List<@Nullable ValueType> types, List<@Nullable SymbolicTensor> values) {
        this.types = types;
        this.values = values;
    }

    /** The inputs of a node from a slot on. */
    static LoopStates ofInputs(NodeContext node, int first, int count) {
        List<@Nullable ValueType> types = new ArrayList<>();
        List<@Nullable SymbolicTensor> values = new ArrayList<>();
        for (int slot = first; slot < first + count; slot++) {
            types.add(node.inputType(slot));
            values.add(node.value(slot));
        }
        return new LoopStates(types, values);
    }

    /** The outputs of a body from an index on. */
    static LoopStates ofResults(BodyTypes results, int first, int count) {
        List<@Nullable ValueType> types = new ArrayList<>();
        List<@Nullable SymbolicTensor> values = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            types.add(i < results.size() ? results.type(i) : null);
            values.add(i < results.size() ? results.value(i) : null);
        }
        return new LoopStates(types, values);
    }

    List<@Nullable ValueType> types() {
        return types;
    }

    List<@Nullable SymbolicTensor> values() {
        return values;
    }

    /** What holds for both. */
    LoopStates join(LoopStates other) {
        List<@Nullable ValueType> joinedTypes = new ArrayList<>();
        List<@Nullable SymbolicTensor> joinedValues = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            joinedTypes.add(TypeMerge.join(types.get(i), other.types.get(i)));
            joinedValues.add(ControlFlowRules.join(values.get(i), other.values.get(i)));
        }
        return new LoopStates(joinedTypes, joinedValues);
    }

    /** What holds whatever the body does to shapes and contents. */
    LoopStates withoutShapes() {
        List<@Nullable ValueType> widened = new ArrayList<>();
        List<@Nullable SymbolicTensor> nothing = new ArrayList<>();
        for (ValueType type : types) {
            widened.add(ControlFlowRules.withoutShapes(type));
            nothing.add(null);
        }
        return new LoopStates(widened, nothing);
    }

    /** Makes them the first outputs of a node. */
    void assign(NodeContext node) {
        for (int slot = 0; slot < types.size(); slot++) {
            node.setType(slot, types.get(slot));
            node.setValue(slot, values.get(slot));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LoopStates that && types.equals(that.types) && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(types, values);
    }
}
