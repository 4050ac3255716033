package org.onnxnet.graph;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;

/** Bytes that a function makes; nothing is kept between uses, so folded weights cost no memory until they are saved. */
record ComputedBytes(long size, Supplier<Bytes> content) implements ByteSource {
    @Override
    public Bytes read(long offset, int length) {
        return compute().read(offset, length);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        compute().writeTo(out);
    }

    private Bytes compute() {
        Bytes bytes = content.get();
        if (bytes.size() != size) {
            throw new OnnxNetException(
                    "a computed tensor has " + bytes.size() + " bytes, wanted " + size + " from its type and shape");
        }
        return bytes;
    }
}
