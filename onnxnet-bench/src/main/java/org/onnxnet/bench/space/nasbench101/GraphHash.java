package org.onnxnet.bench.space.nasbench101;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The published hash of a cell, equal for isomorphic ones: every vertex starts from its degrees and label, then takes in the
 * sorted hashes of its neighbours as often as there are vertices. All hashes are MD5 in lower-case hexadecimal. Not
 * thread-safe; may be used again.
 */
final class GraphHash {
    private static final int LENGTH = 32;

    private final MessageDigest md5 = md5();

    /** The hash of a cell. */
    static String of(Cell cell) {
        int[] labels = cell.operations().stream().mapToInt(GraphHash::code).toArray();
        return new GraphHash().hash(cell.vertices(), cell.edges(), labels);
    }

    /** The number of an operation in the published hash. */
    static int code(Operation operation) {
        return switch (operation) {
            case CONV3X3 -> 0;
            case CONV1X1 -> 1;
            case MAXPOOL3X3 -> 2;
        };
    }

    /** @param labels codes of the vertices but the first and the last */
    String hash(int vertices, int edges, int[] labels) {
        byte[][] hashes = new byte[vertices][];
        for (int v = 0; v < vertices; v++) {
            int label = v == 0 ? -1 : v == vertices - 1 ? -2 : labels[v - 1];
            int out = Integer.bitCount(Wiring.targets(edges, vertices, v));
            int in = Integer.bitCount(Wiring.sources(edges, v));
            hashes[v] = hex(ascii("(" + out + ", " + in + ", " + label + ")"));
        }
        for (int round = 0; round < vertices; round++) {
            byte[][] next = new byte[vertices][];
            for (int v = 0; v < vertices; v++) {
                md5.update(joined(hashes, Wiring.sources(edges, v)));
                md5.update((byte) '|');
                md5.update(joined(hashes, Wiring.targets(edges, vertices, v)));
                md5.update((byte) '|');
                next[v] = hex(hashes[v]);
            }
            hashes = next;
        }
        Arrays.sort(hashes, Arrays::compare);
        StringBuilder list = new StringBuilder("[");
        for (byte[] hash : hashes) {
            list.append(list.length() == 1 ? "'" : ", '").append(ascii(hash)).append('\'');
        }
        return ascii(hex(ascii(list.append(']').toString())));
    }

    /** The hashes of some vertices, given as bits, sorted and one after another. */
    private static byte[] joined(byte[][] hashes, int vertices) {
        byte[][] chosen = new byte[Integer.bitCount(vertices)][];
        int count = 0;
        for (int rest = vertices; rest != 0; rest &= rest - 1) {
            chosen[count++] = hashes[Integer.numberOfTrailingZeros(rest)];
        }
        Arrays.sort(chosen, Arrays::compare);
        byte[] joined = new byte[count * LENGTH];
        for (int i = 0; i < count; i++) {
            System.arraycopy(chosen[i], 0, joined, i * LENGTH, LENGTH);
        }
        return joined;
    }

    /** Ends a digest with these bytes. */
    private byte[] hex(byte[] last) {
        return ascii(HexFormat.of().formatHex(md5.digest(last)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
