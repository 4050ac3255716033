package org.onnxnet.bench.network;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.onnxnet.OnnxGraph;

/** SHA-256 of canonical texts, in lower-case hexadecimal. */
public final class Digest {
    private Digest() {}

    /** The first 16 digits for one network. */
    public static String of(OnnxGraph network) {
        return of(CanonicalText.of(network));
    }

    /** The first 16 digits for a text. */
    public static String of(String canonicalText) {
        return ofAll(Stream.of(canonicalText)).substring(0, 16);
    }

    /** All 64 digits for texts one after another. */
    public static String ofAll(Stream<String> canonicalTexts) {
        MessageDigest sha256 = sha256();
        canonicalTexts.forEachOrdered(text -> sha256.update(text.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
