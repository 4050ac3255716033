package org.onnxnet.testing.fuzz;

import java.util.random.RandomGenerator;

/** Damage as disks and networks do it, and what lengths and tags of the wire format like least. */
final class ByteMutations {
    private static final byte[] DISLIKED = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF, 0x0B, 0x0C};
    private static final int MAX_REMOVED = 20;

    private ByteMutations() {}

    static byte[] mutate(byte[] original, RandomGenerator random) {
        byte[] bytes = original.clone();
        for (int edits = 1 + random.nextInt(4); edits > 0 && bytes.length > 0; edits--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = DISLIKED[random.nextInt(DISLIKED.length)];
                case 2 -> bytes = jump(bytes, at, Math.min(bytes.length, at + random.nextInt(MAX_REMOVED)));
                case 3 -> bytes = jump(bytes, at, random.nextInt(at + 1));
                default -> bytes = jump(bytes, at, bytes.length);
            }
        }
        return bytes;
    }

    /** Goes on at {@code to} after the first {@code at} bytes: forwards leaves a piece out, backwards repeats one. */
    private static byte[] jump(byte[] bytes, int at, int to) {
        byte[] result = new byte[at + bytes.length - to];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(bytes, to, result, at, bytes.length - to);
        return result;
    }
}
