package org.onnxnet.simplify;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;
import org.onnxnet.shape.SymbolicTensor;

/** One value of a model that is being edited: who writes it, who reads it and what is known of it. */
final class Cell {
    /** Unique in the whole model. */
    final String name;

    Block block;

    @Nullable
    Step producer;
    /** The tensor that the value always is: an initializer that nothing overrides, or that of its Constant node. */
    @Nullable
    Tensor constant;
    /** The tensor of the initializer of this name, overridable or not. */
    @Nullable
    Tensor initializer;

    boolean input;
    /** Named by something that is not edited, such as a quantization annotation. */
    boolean pinned;
    /** Output slots, of this block or of one inside, that give this value. */
    int outputs;

    @Nullable
    ValueType type;

    @Nullable
    SymbolicTensor content;

    /** Steps of any block, with the number of slots in which they read this value. */
    final Map<Step, Integer> readers = new LinkedHashMap<>();

    Cell(String name, Block block) {
        this.name = name;
        this.block = block;
    }

    int useCount() {
        int uses = outputs;
        for (int slots : readers.values()) {
            uses += slots;
        }
        return uses;
    }

    boolean isRead() {
        return outputs > 0 || pinned || !readers.isEmpty();
    }
}
