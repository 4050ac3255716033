package org.onnxnet.io;

import java.nio.charset.StandardCharsets;

/** Recognises what is most often taken for a model by mistake. */
final class TextSniffer {
    private static final int SAMPLE = 256;

    private TextSniffer() {}

    /** What the input is if it is text, and what to do about it; empty if it is not. */
    static String describe(Input input, String wanted) {
        byte[] sample = input.copy(0, (int) Math.min(SAMPLE, input.size()));
        for (byte b : sample) {
            boolean isText = b < 0 || (b >= ' ' && b != 0x7F) || b == '\n' || b == '\r' || b == '\t';
            if (!isText) {
                return "";
            }
        }
        String start = new String(sample, StandardCharsets.UTF_8);
        if (start.startsWith("version https://git-lfs")) {
            return "a Git LFS pointer, wanted the " + wanted + " it stands for; run 'git lfs pull'";
        }
        return "a text file, wanted an " + wanted + ", which is binary; name another file";
    }
}
