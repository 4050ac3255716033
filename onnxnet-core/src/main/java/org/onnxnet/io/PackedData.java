package org.onnxnet.io;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.Bytes;

/**
 * The payload of one number field of a tensor. A field in one packed run, which is what everybody writes, is left where
 * it is; several runs or single numbers are gathered into one, which is the concatenation of their bytes.
 */
final class PackedData {
    private final int elementWireType;
    private WireReader.@Nullable Range only;
    private @Nullable ByteArrayOutputStream gathered;

    PackedData(int elementWireType) {
        this.elementWireType = elementWireType;
    }

    void add(WireReader in) {
        WireReader.Range range = in.numbers(elementWireType);
        if (range.length() == 0) {
            return;
        }
        WireReader.Range first = only;
        ByteArrayOutputStream out = gathered;
        if (first == null && out == null) {
            only = range;
            return;
        }
        if (out == null) {
            out = new ByteArrayOutputStream();
            gathered = out;
        }
        if (first != null) {
            out.writeBytes(in.bytes(first).toArray());
            only = null;
        }
        out.writeBytes(in.bytes(range).toArray());
    }

    /** The whole payload, wherever it is. */
    ByteSource source(WireReader in, TensorStore store) {
        WireReader.Range range = only;
        if (range != null) {
            return store.inline(in, range);
        }
        return gathered == null ? Bytes.EMPTY : Bytes.wrap(gathered.toByteArray());
    }
}
