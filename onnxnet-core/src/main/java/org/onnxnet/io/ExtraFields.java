package org.onnxnet.io;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Extras;

/** The kept fields of one message, on their way back into a file. */
final class ExtraFields {
    private final List<Field> fields = new ArrayList<>();

    private record Field(int number, Bytes raw) {}

    ExtraFields(Extras extras) {
        if (extras.fields().isEmpty()) {
            return;
        }
        WireReader in = WireReader.over(extras.fields());
        while (in.next()) {
            int number = in.field();
            in.skip();
            fields.add(new Field(number, in.rawField()));
        }
    }

    /**
     * Which entries of a repeated field still have to be written: none if the kept fields say just the same, else all, and
     * the kept ones are dropped, since the entries have changed after they were read.
     */
    <T> List<T> unsaid(int number, List<T> entries, EntryList.Codec<T> codec) {
        EntryList<T> kept = new EntryList<>(codec);
        for (Field field : fields) {
            if (field.number == number) {
                WireReader in = WireReader.over(field.raw);
                in.next();
                kept.add(in);
            }
        }
        if (kept.values().equals(entries)) {
            return List.of();
        }
        fields.removeIf(field -> field.number == number);
        return entries;
    }

    /** A message that begins with the kept fields, so that whatever follows overrides them. */
    OutMessage begin() {
        OutMessage out = new OutMessage();
        fields.forEach(field -> out.raw(field.raw));
        return out;
    }
}
