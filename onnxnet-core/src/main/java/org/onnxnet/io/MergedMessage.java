package org.onnxnet.io;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;

/**
 * A message field that should occur once. Where it occurs several times, the fields of all of them are one message: their
 * bytes, one after the other.
 */
final class MergedMessage {
    private @Nullable WireReader only;
    private @Nullable ByteArrayOutputStream gathered;

    void add(WireReader in) {
        WireReader message = in.message();
        WireReader first = only;
        ByteArrayOutputStream out = gathered;
        if (first == null && out == null) {
            only = message;
            return;
        }
        if (out == null) {
            out = new ByteArrayOutputStream();
            gathered = out;
        }
        if (first != null) {
            out.writeBytes(first.rest().toArray());
            only = null;
        }
        out.writeBytes(message.rest().toArray());
    }

    void clear() {
        only = null;
        gathered = null;
    }

    /** The message, or null where the field did not occur. */
    @Nullable
    WireReader reader() {
        return only != null || gathered == null ? only : WireReader.over(Bytes.wrap(gathered.toByteArray()));
    }

    /** The bytes of the message, or null where the field did not occur. */
    @Nullable
    Bytes bytes() {
        WireReader reader = reader();
        return reader == null ? null : reader.rest();
    }
}
