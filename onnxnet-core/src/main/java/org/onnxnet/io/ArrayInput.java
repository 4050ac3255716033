package org.onnxnet.io;

import java.util.Arrays;

/** A message in memory. */
final class ArrayInput implements Input {
    private final byte[] array;

    /** Over the array itself, which must not change while it is being read. */
    ArrayInput(byte[] array) {
        this.array = array;
    }

    @Override
    public long size() {
        return array.length;
    }

    @Override
    public byte at(long position) {
        return array[(int) position];
    }

    @Override
    public byte[] copy(long position, int length) {
        return Arrays.copyOfRange(array, (int) position, (int) position + length);
    }
}
