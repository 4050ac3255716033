package org.onnxnet.encoder;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;

/** A place in a text from which words, numbers and strings are read. */
final class TextCursor {
    /** Networks nest a few levels; what is deeper is an attack on the stack. */
    private static final int MAX_DEPTH = 100;

    private static final int MAX_SHOWN = 20;
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

    private final String text;
    private final String source;
    private final int @Nullable [] origins;
    private final Matcher matcher;
    private int at;
    private int depth;

    TextCursor(String text) {
        this(text, text, null);
    }

    /**
     * A cursor over a text that was made of another one, which errors speak of.
     *
     * @param origins for each character of the text, its place in the source; null where both are one text
     */
    TextCursor(String text, String source, int @Nullable [] origins) {
        this.text = text;
        this.source = source;
        this.origins = origins;
        this.matcher = INTEGER.matcher(text);
    }

    /** The index of the next character. */
    int place() {
        return at;
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    boolean isAt(String part) {
        return text.startsWith(part, at);
    }

    /** The next character; a line break at the end of the text. */
    char next() {
        return isAtEnd() ? '\n' : text.charAt(at);
    }

    /** Whether something can be read from here on, without stepping over it. */
    boolean canRead(BooleanSupplier reader) {
        int start = at;
        boolean could = reader.getAsBoolean();
        at = start;
        return could;
    }

    /** Steps over a part if it stands here. */
    boolean accept(String part) {
        if (!isAt(part)) {
            return false;
        }
        at += part.length();
        return true;
    }

    /** Steps over a part that must stand here. */
    void expect(String part) {
        if (!accept(part)) {
            throw wanted("'" + part.replace("\n", "\\n") + "'");
        }
    }

    /** What a pattern matches from here on, without stepping over it; null if it does not match. */
    @Nullable
    String peek(Pattern pattern) {
        matcher.usePattern(pattern).region(at, text.length());
        return matcher.lookingAt() ? matcher.group() : null;
    }

    /** What a pattern matches from here on, and steps over it; null if it does not match. */
    @Nullable
    String take(Pattern pattern) {
        String found = peek(pattern);
        at += found == null ? 0 : found.length();
        return found;
    }

    long integer() {
        int start = at;
        String digits = take(INTEGER);
        if (digits == null) {
            throw wanted("an integer");
        }
        return toLong(digits, start);
    }

    /** The number that digits stand for. */
    long toLong(String digits, int start) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw malformed(start, "integer " + shorten(digits) + " does not fit 64 bits");
        }
    }

    /** A name, plain or quoted. */
    String name() {
        String name = nameIfAny();
        if (name == null) {
            throw wanted("a name");
        }
        return name;
    }

    /** The name that stands here; null, and nothing read, if none does. */
    @Nullable
    String nameIfAny() {
        if (isAt("\"")) {
            return new String(string().toArray(), StandardCharsets.UTF_8);
        }
        String plain = peek(Literals.PLAIN_NAME);
        return plain == null || Literals.KEYWORD.matcher(plain).matches() ? null : take(Literals.PLAIN_NAME);
    }

    /** The bytes between double quotes. */
    Bytes string() {
        int start = at;
        expect("\"");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!accept("\"")) {
            if (isAtEnd()) {
                throw malformed(start, "this string does not end, wanted a double quote behind it");
            }
            bytes.write(accept("\\") ? escaped() : printable());
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    private int printable() {
        char next = text.charAt(at);
        if (next < ' ' || next > '~') {
            throw wanted("printable ASCII, or \\x and two hexadecimal digits for a byte");
        }
        at++;
        return next;
    }

    private int escaped() {
        if (accept("x")) {
            int high = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            int low = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
            if (high < 0 || low < 0) {
                throw wanted("two hexadecimal digits");
            }
            at += 2;
            return 16 * high + low;
        }
        if (!isAt("\"") && !isAt("\\")) {
            throw wanted("a double quote, a backslash, or x and two hexadecimal digits");
        }
        return text.charAt(at++);
    }

    /** Reads something that can hold itself. */
    <T extends @Nullable Object> T nested(Supplier<T> reader) {
        if (++depth > MAX_DEPTH) {
            throw malformed(at, "nested more than " + MAX_DEPTH + " deep");
        }
        T found = reader.get();
        depth--;
        return found;
    }

    /** That something else stands here than should. */
    MalformedTextException wanted(String wanted) {
        String rest = text.substring(at).lines().findFirst().orElse("");
        String found =
                isAtEnd() ? "the end of the text" : rest.isEmpty() ? "the end of the line" : "'" + shorten(rest) + "'";
        return malformed(at, "found " + found + ", wanted " + wanted);
    }

    /** That what stands at a place cannot be. */
    MalformedTextException malformed(int place, String message) {
        int origin = origins == null ? place : place < text.length() ? origins[place] : source.length();
        return at(source, origin, message);
    }

    /** An error at a place of a text. */
    static MalformedTextException at(String text, int place, String message) {
        int line = 1;
        int lineStart = 0;
        for (int end = text.indexOf('\n'); end >= 0 && end < place; end = text.indexOf('\n', lineStart)) {
            line++;
            lineStart = end + 1;
        }
        return new MalformedTextException(line, place - lineStart + 1, message);
    }

    private static String shorten(String part) {
        return part.length() <= MAX_SHOWN ? part : part.substring(0, MAX_SHOWN) + "...";
    }
}
