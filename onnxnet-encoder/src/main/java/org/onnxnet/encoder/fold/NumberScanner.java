package org.onnxnet.encoder.fold;

/** Finds the numbers of a statement that may differ between repeats: those that are no part of a name, string or hash. */
final class NumberScanner {
    private final String text;
    private int start;
    private int end;

    NumberScanner(String text) {
        this.text = text;
    }

    /** Steps to the next number; false where there is none. */
    boolean next() {
        int at = end;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isNumber(at)) {
                start = at;
                end = endOfNumber(at);
                return true;
            } else if (c == '"') {
                at = endOfString(text, at);
            } else if (c == '#') {
                at = endOfName(at + 1);
            } else if (isNameStart(c) && !(c == 'x' && isAfterDimension(at))) {
                at = endOfName(at);
            } else {
                at++;
            }
        }
        end = at;
        return false;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    private boolean isNumber(int at) {
        return isDigit(at) || (text.charAt(at) == '-' && isDigit(at + 1));
    }

    private boolean isDigit(int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    /** With the fraction and the exponent of a float. */
    private int endOfNumber(int from) {
        int at = endOfDigits(from + 1);
        if (at < text.length() && text.charAt(at) == '.' && isDigit(at + 1)) {
            at = endOfDigits(at + 1);
        }
        if (at < text.length() && text.charAt(at) == 'e') {
            int exponent = at + 1 < text.length() && text.charAt(at + 1) == '-' ? at + 2 : at + 1;
            at = isDigit(exponent) ? endOfDigits(exponent) : at;
        }
        return at;
    }

    private int endOfDigits(int from) {
        int at = from;
        while (isDigit(at)) {
            at++;
        }
        return at;
    }

    private boolean isAfterDimension(int at) {
        return at > 0 && (isDigit(at - 1) || text.charAt(at - 1) == ')' || text.charAt(at - 1) == '?');
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
    }

    private int endOfName(int from) {
        int at = from;
        while (at < text.length()
                && (isNameStart(text.charAt(at)) || isDigit(at) || ".-".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return Math.max(at, from);
    }

    /** Where a string that starts at a place ends: behind its last quote. */
    static int endOfString(CharSequence text, int from) {
        int at = from + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, text.length());
    }
}
