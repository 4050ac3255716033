package org.onnxnet.io;

import org.onnxnet.graph.ByteSource;

/** Where the elements of tensors stay while and after a model is read. */
interface TensorStore {
    /**
     * Elements that lie in the model itself.
     *
     * @param in the message they were found in
     */
    ByteSource inline(WireReader in, WireReader.Range range);

    /**
     * Elements in a file of their own.
     *
     * @param size the number of bytes
     * @throws org.onnxnet.graph.InvalidModelException if the location leads out of the model's folder, or if the file is
     *     there but too short
     */
    ByteSource external(String location, long offset, long size);

    /** For a model that is itself in memory: copies elements, and refuses to look for external data anywhere. */
    final class Memory implements TensorStore {
        @Override
        public ByteSource inline(WireReader in, WireReader.Range range) {
            return in.bytes(range);
        }

        @Override
        public ByteSource external(String location, long offset, long size) {
            return new NowhereSource(location, size);
        }
    }
}
