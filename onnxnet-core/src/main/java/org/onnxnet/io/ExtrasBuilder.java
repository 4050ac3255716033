package org.onnxnet.io;

import com.google.protobuf.Descriptors.Descriptor;
import java.io.ByteArrayOutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.OpId;

/** Collects the fields of one message that its graph type has no place for. */
final class ExtrasBuilder {
    private final Supplier<Descriptor> message;
    private @Nullable ByteArrayOutputStream fields;
    private @Nullable Bytes type;

    /** @param message the type of the message; only asked for when there is something to keep, since it costs milliseconds */
    ExtrasBuilder(Supplier<Descriptor> message) {
        this.message = message;
    }

    /** Steps over the current field and keeps it. */
    void keep(WireReader in) {
        KeptField.skip(in, message.get());
        add(in.rawField());
    }

    /** Keeps whole fields. */
    void add(Bytes rawFields) {
        ByteArrayOutputStream out = fields;
        if (out == null) {
            out = new ByteArrayOutputStream();
            fields = out;
        }
        out.writeBytes(rawFields.toArray());
    }

    /** Keeps an encoded type as a whole. */
    void type(Bytes encoded) {
        type = encoded;
    }

    /** Whether an encoded type is kept. */
    boolean hasType() {
        return type != null;
    }

    /** Takes a text; one that is present but empty is also kept, because the graph types cannot tell it from none. */
    String text(WireReader in) {
        String text = in.string();
        if (text.isEmpty()) {
            add(in.rawField());
        }
        return text;
    }

    /** Takes the domain of an operator; a spelling that will be normalised is also kept. */
    String domain(WireReader in) {
        String domain = in.string();
        if (OpId.normalDomain(domain).isEmpty()) {
            add(in.rawField());
        }
        return domain;
    }

    /** Takes an integer; one that is present but 0 is also kept. */
    long number(WireReader in) {
        long number = in.varint();
        if (number == 0) {
            add(in.rawField());
        }
        return number;
    }

    Extras build() {
        ByteArrayOutputStream out = fields;
        if (out == null && type == null) {
            return Extras.NONE;
        }
        return new Extras(out == null ? Bytes.EMPTY : Bytes.wrap(out.toByteArray()), type);
    }
}
