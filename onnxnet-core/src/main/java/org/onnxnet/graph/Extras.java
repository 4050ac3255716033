package org.onnxnet.graph;

import org.jspecify.annotations.Nullable;

/**
 * Wire content of one message that the IR has no place for, kept so that saving loses nothing.
 *
 * @param fields the fields (tag and payload, in file order) that the reader did not take apart: unknown ones, and known
 *     ones that nothing here works with
 * @param type the encoded {@code TypeProto} of a value or attribute where {@link ValueType} says less than it does (a
 *     denotation, say, or that there is a type of which nothing is known); null where the IR says it all. It is dropped when
 *     the type is replaced.
 */
public record Extras(Bytes fields, @Nullable Bytes type) {
    public static final Extras NONE = new Extras(Bytes.EMPTY, null);

    public static Extras of(Bytes fields) {
        return fields.isEmpty() ? NONE : new Extras(fields, null);
    }

    public boolean isEmpty() {
        return fields.isEmpty() && type == null;
    }

    public Extras withoutType() {
        return type == null ? this : of(fields);
    }
}
