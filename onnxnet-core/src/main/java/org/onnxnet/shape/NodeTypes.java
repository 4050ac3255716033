package org.onnxnet.shape;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ValueType;

/** What inference found for the outputs of one node, by slot. Immutable. */
public final class NodeTypes {
    private final @Nullable ValueType[] types;
    private final @Nullable Content[] contents;
    private final List<ShapeProblem> problems;

    NodeTypes(@Nullable ValueType[] types, @Nullable Content[] contents, List<ShapeProblem> problems) {
        this.types = types.clone();
        this.contents = contents.clone();
        this.problems = List.copyOf(problems);
    }

    /** The number of output slots. */
    public int size() {
        return types.length;
    }

    /** The type of the output at a slot; null where unknown. */
    public @Nullable ValueType type(int slot) {
        return slot < types.length ? types[slot] : null;
    }

    /** The content of the tensor output at a slot; null where unknown. */
    public @Nullable SymbolicTensor value(int slot) {
        return content(slot) instanceof SymbolicTensor tensor ? tensor : null;
    }

    /** The content of the output at a slot; null where unknown. */
    public @Nullable Content content(int slot) {
        return slot < contents.length ? contents[slot] : null;
    }

    /** What is wrong with the node; empty where nothing is. */
    public List<ShapeProblem> problems() {
        return problems;
    }

    @Override
    public String toString() {
        return Arrays.toString(types);
    }
}
