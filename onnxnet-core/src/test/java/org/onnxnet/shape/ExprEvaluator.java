package org.onnxnet.shape;

import java.util.Map;

/** The number that an expression is for given numbers: a second reading of what {@link Expr} prints, for tests. */
final class ExprEvaluator {
    private final String text;
    private final Map<String, Long> names;
    private int at;

    private ExprEvaluator(String text, Map<String, Long> names) {
        this.text = text;
        this.names = names;
    }

    static long value(Expr expr, Map<String, Long> names) {
        ExprEvaluator evaluator = new ExprEvaluator(expr.toString(), names);
        long value = evaluator.sum();
        if (evaluator.at != evaluator.text.length()) {
            throw new AssertionError("cannot read '" + expr + "' beyond " + evaluator.at);
        }
        return value;
    }

    private long sum() {
        long sum = accept('-') ? -product() : product();
        while (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
            sum += text.charAt(at++) == '-' ? -product() : product();
        }
        return sum;
    }

    private long product() {
        long product = factor();
        while (accept('*')) {
            product *= factor();
        }
        return product;
    }

    private long factor() {
        if (accept('(')) {
            long inner = sum();
            expect(')');
            return inner;
        }
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        String word = text.substring(start, at);
        return accept('(') ? call(word) : names.containsKey(word) ? names.get(word) : Long.parseLong(word);
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == ':';
    }

    private long call(String function) {
        long a = sum();
        expect(',');
        long b = sum();
        expect(')');
        return switch (function) {
            case "floordiv" -> Math.floorDiv(a, b);
            case "mod" -> Math.floorMod(a, b);
            case "min" -> Math.min(a, b);
            case "max" -> Math.max(a, b);
            default -> throw new AssertionError("unknown function " + function);
        };
    }

    private boolean accept(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw new AssertionError("expected " + c + " at " + at + " of " + text);
        }
    }
}
