package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ValueType;

/** The type and content of a value that has no name of its own, such as an element of a sequence; each null where unknown. */
public record KnownValue(@Nullable ValueType type, @Nullable Content content) {
    static final KnownValue NOTHING = new KnownValue(null, null);

    /** What is certain of a value that is one of two. An empty sequence says nothing of the elements of the other. */
    KnownValue join(KnownValue other) {
        boolean sequences = type instanceof ValueType.OfSequence && other.type instanceof ValueType.OfSequence;
        ValueType joined = sequences && isEmpty(content)
                ? other.type
                : sequences && isEmpty(other.content) ? type : TypeMerge.join(type, other.type);
        return new KnownValue(joined, join(content, other.content));
    }

    private static boolean isEmpty(@Nullable Content content) {
        return content instanceof SequenceContent sequence
                && sequence.elements().isEmpty();
    }

    private static @Nullable Content join(@Nullable Content a, @Nullable Content b) {
        if (a instanceof SymbolicTensor left && b instanceof SymbolicTensor right) {
            return join(left, right);
        }
        if (a instanceof SequenceContent left && b instanceof SequenceContent right) {
            return join(left, right);
        }
        if (a instanceof OptionalContent left && b instanceof OptionalContent right) {
            KnownValue x = left.element();
            KnownValue y = right.element();
            return x == null && y == null ? a : x == null || y == null ? null : new OptionalContent(x.join(y));
        }
        return null;
    }

    private static @Nullable SymbolicTensor join(SymbolicTensor a, SymbolicTensor b) {
        if (a.elementType() != b.elementType() || !a.shape().equals(b.shape())) {
            return null;
        }
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            elements.add(a.element(i).equals(b.element(i)) ? a.element(i) : Element.UNKNOWN);
        }
        boolean informative = elements.stream().anyMatch(element -> element != Element.UNKNOWN);
        return informative || elements.isEmpty() ? SymbolicTensor.of(a.elementType(), a.shape(), elements) : null;
    }

    private static @Nullable SequenceContent join(SequenceContent a, SequenceContent b) {
        if (a.elements().size() != b.elements().size()) {
            return null;
        }
        List<KnownValue> joined = new ArrayList<>();
        for (int i = 0; i < a.elements().size(); i++) {
            joined.add(a.elements().get(i).join(b.elements().get(i)));
        }
        return new SequenceContent(joined);
    }
}
