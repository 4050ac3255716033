package org.onnxnet.graph;

/**
 * Wire content of one message that the IR has no place for, kept so that saving loses nothing.
 *
 * @param fields the fields (tag and payload, in file order) that the reader did not take apart: unknown ones, and known
 *     ones that nothing here works with
 * @param type the encoded {@code TypeProto} of a value or attribute where {@link ValueType} says less than it does (a
 *     denotation, say); empty where the IR says it all. It is dropped when the type is replaced.
 */
public record Extras(Bytes fields, Bytes type) {
    public static final Extras NONE = new Extras(Bytes.EMPTY, Bytes.EMPTY);

    public static Extras of(Bytes fields) {
        return fields.isEmpty() ? NONE : new Extras(fields, Bytes.EMPTY);
    }

    public boolean isEmpty() {
        return fields.isEmpty() && type.isEmpty();
    }

    public Extras withoutType() {
        return type.isEmpty() ? this : of(fields);
    }
}
