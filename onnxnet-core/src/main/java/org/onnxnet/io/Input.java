package org.onnxnet.io;

/** Random access to the bytes of a message that is being read; not thread-safe, only used while a model is loaded. */
interface Input {
    /** The number of bytes. */
    long size();

    /** The byte at a position from 0 to {@code size() - 1}. */
    byte at(long position);

    /** Copies {@code length} bytes from {@code position} on; the range lies inside the input. */
    byte[] copy(long position, int length);
}
