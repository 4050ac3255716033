package org.onnxnet.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

/** Finds equal constants by content. Only small ones: the elements of large ones are not read. */
final class ConstantPool {
    /** In bytes; what is larger is a weight, and two equal ones would be a coincidence. */
    static final int MAX_BYTES = 16 << 10;

    private record Key(ElementType type, Shape shape, Bytes elements) {}

    private final Map<Key, List<Cell>> cells = new HashMap<>();
    /** What each cell was entered under, so that no data is read to take it out. */
    private final Map<Cell, Key> keys = new HashMap<>();

    private static @Nullable Key key(@Nullable Tensor tensor) {
        if (tensor == null || tensor.elementType().bits() == 0 || tensor.byteSize() > MAX_BYTES) {
            return null;
        }
        return new Key(tensor.elementType(), tensor.shape(), tensor.toRawBytes());
    }

    /** The first entered cell that holds an equal constant and can be read from a block, else null. */
    @Nullable
    Cell find(Tensor tensor, Block from) {
        Key key = key(tensor);
        if (key == null) {
            return null;
        }
        for (Cell cell : cells.getOrDefault(key, List.of())) {
            if (Workspace.isVisible(cell, from)) {
                return cell;
            }
        }
        return null;
    }

    void add(Cell cell) {
        Key key = key(cell.constant);
        if (key != null && !key.equals(keys.get(cell))) {
            remove(cell);
            cells.computeIfAbsent(key, k -> new ArrayList<>(1)).add(cell);
            keys.put(cell, key);
        }
    }

    void remove(Cell cell) {
        Key key = keys.remove(cell);
        if (key != null) {
            cells.getOrDefault(key, new ArrayList<>()).remove(cell);
        }
    }
}
