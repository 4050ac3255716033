package org.onnxnet.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ValueType;

/** The elements of a sequence whose length is known, in order. */
public record SequenceContent(List<KnownValue> elements) implements Content {
    /** Longer sequences are not followed. */
    static final int MAX_LENGTH = 1024;

    public SequenceContent {
        elements = List.copyOf(elements);
    }

    /** What is certain of every element; null where nothing is, or there is none. */
    @Nullable
    ValueType elementType() {
        ValueType common = elements.isEmpty() ? null : elements.get(0).type();
        for (KnownValue element : elements) {
            common = TypeMerge.join(common, element.type());
        }
        return common;
    }
}
