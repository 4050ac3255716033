package org.onnxnet.io;

import java.io.OutputStream;
import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.OnnxNetException;

/** External data of a model that was read from memory, and so has no folder in which to look for it. */
record NowhereSource(String location, long size) implements ByteSource {
    @Override
    public Bytes read(long offset, int length) {
        throw refusal();
    }

    @Override
    public void writeTo(OutputStream out) {
        throw refusal();
    }

    private OnnxNetException refusal() {
        return new OnnxNetException("tensor data is in the external file '" + location
                + "', but the model was read from memory and has no folder; load it from its file instead");
    }
}
