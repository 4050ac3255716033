package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads back what {@link Expr} prints. Any other text, such as a name with blanks in it that a file gives a dimension, is
 * one atom.
 */
final class ExprParser {
    private static final String MAX_NUMBER = Long.toString(Long.MAX_VALUE);

    private ExprParser() {}

    static Expr parse(String text) {
        if (isName(text)) {
            return Expr.atom(text);
        }
        Expr sum = parseSum(text);
        return sum != null && sum.toString().equals(text) ? sum : Expr.atom(text);
    }

    /** Whether an atom needs no parentheses between operators: a name, or a call of a function with balanced parentheses. */
    static boolean isPlain(String atom) {
        int open = atom.indexOf('(');
        return isName(atom)
                || (open > 0 && isName(atom.substring(0, open)) && closing(atom, open) == atom.length() - 1);
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && !Character.isDigit(text.charAt(0))
                && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == ':');
    }

    private static @Nullable Expr parseSum(String text) {
        Expr sum = Expr.ZERO;
        for (String part : splitSum(text)) {
            boolean minus = part.startsWith("-");
            Expr product = parseProduct(minus || part.startsWith("+") ? part.substring(1) : part);
            Expr signed = product == null ? null : product.times(Expr.of(minus ? -1 : 1));
            Expr next = signed == null ? null : sum.plus(signed);
            if (next == null) {
                return null;
            }
            sum = next;
        }
        return sum;
    }

    /** Cuts before each sign outside parentheses. */
    private static List<String> splitSum(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0 && i > start && (c == '+' || c == '-')) {
                parts.add(text.substring(start, i));
                start = i;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static @Nullable Expr parseProduct(String text) {
        Expr product = Expr.of(1);
        int start = 0;
        while (start <= text.length()) {
            int end = factorEnd(text, start);
            Expr factor = parseFactor(text.substring(start, end));
            Expr next = factor == null ? null : product.times(factor);
            if (next == null) {
                return null;
            }
            product = next;
            start = end + 1;
        }
        return product;
    }

    private static int factorEnd(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0 && c == '*') {
                return i;
            }
        }
        return text.length();
    }

    private static @Nullable Expr parseFactor(String text) {
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int digits = MAX_NUMBER.length();
            boolean fits = text.length() < digits || (text.length() == digits && text.compareTo(MAX_NUMBER) <= 0);
            return fits ? Expr.of(Long.parseLong(text)) : null;
        }
        if (text.startsWith("(") && closing(text, 0) == text.length() - 1) {
            return Expr.atom(text.substring(1, text.length() - 1));
        }
        return isPlain(text) ? Expr.atom(text) : null;
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
