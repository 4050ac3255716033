package org.onnxnet.encoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onnxnet.encoder.fold.DefinitionNames;

/**
 * Puts in the place of calls and runs of a text of the {@link Dialect#FOLDED} dialect what they stand for, and remembers where
 * each character comes from. For single use.
 */
final class Unfolder {
    /** More nodes than networks have; a few characters can ask for any number. */
    private static final int MAX_STATEMENTS = 1 << 16;

    private static final int MAX_LENGTH = 1 << 22;

    private static final int MAX_DEPTH = 100;

    private static final Pattern DEFINITION = Pattern.compile("(" + DefinitionNames.PATTERN + ") = ");
    private static final Pattern CALL = Pattern.compile("(" + DefinitionNames.PATTERN + ")(?:\\(([^()\"]*)\\))?");
    private static final Pattern RUN = Pattern.compile("\\*([^*()\"\\]}]*)$");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?(?:e-?[0-9]+)?");
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern OUTPUT_NAME = Pattern.compile("Out[0-9]*(?![A-Za-z0-9_.-])");
    private static final Pattern PARAMETER = Pattern.compile("\\$([1-9][0-9]{0,5})");

    private final String source;
    private final Map<String, Body> definitions = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private int[] origins;
    private int statements;

    /** A definition: the places of its statements in the source, and how many parameters they have. */
    private record Body(List<Piece> pieces, int arity) {}

    /** A statement, call or run: where it starts and ends in the source. */
    private record Piece(int start, int end) {}

    /** A number that stands for a parameter, and where it stands. */
    private record Argument(String text, int origin) {}

    private Unfolder(String source) {
        this.source = source;
        this.origins = new int[source.length() + 1];
    }

    /** A cursor over the unfolded text, which speaks of places in the folded one. */
    static TextCursor unfold(String source) {
        Unfolder unfolder = new Unfolder(source);
        unfolder.lines();
        return new TextCursor(
                unfolder.text.toString(), source, Arrays.copyOf(unfolder.origins, unfolder.text.length()));
    }

    /** The unfolded text. */
    static String text(String source) {
        Unfolder unfolder = new Unfolder(source);
        unfolder.lines();
        return unfolder.text.toString();
    }

    /** Whether outputs have names, as they have in the complete dialect only: there is nothing to unfold. */
    static boolean namesOutputs(String source) {
        Unfolder unfolder = new Unfolder(source);
        Matcher name = OUTPUT_NAME.matcher(source);
        for (int at = 0; at < source.length(); at = unfolder.endOfPiece(at, source.length()) + 1) {
            if (name.region(at, source.length()).lookingAt()) {
                return true;
            }
        }
        return false;
    }

    private void lines() {
        int start = 0;
        while (start < source.length()) {
            int newline = source.indexOf('\n', start);
            int end = newline < 0 ? source.length() : newline;
            Matcher definition = DEFINITION.matcher(source).region(start, end);
            if (definition.lookingAt()) {
                define(definition.group(1), start, new Piece(definition.end(), end));
            } else {
                line(start, end);
                if (newline >= 0) {
                    copy(newline, newline + 1);
                }
            }
            start = end + 1;
        }
    }

    private void define(String name, int place, Piece line) {
        int arity = 0;
        Matcher parameter = PARAMETER.matcher(source);
        for (int at = nextParameter(line.start, line.end); at < line.end; at = nextParameter(at + 1, line.end)) {
            if (parameter.region(at, line.end).lookingAt()) {
                arity = Math.max(arity, Integer.parseInt(parameter.group(1)));
            }
        }
        if (definitions.putIfAbsent(name, new Body(pieces(line.start, line.end), arity)) != null) {
            throw malformed(place, "definition " + name + " is there twice");
        }
    }

    private void line(int start, int end) {
        if (source.startsWith(Summary.START, start)
                || source.startsWith("opset ", start)
                || source.startsWith("function ", start)) {
            copy(start, end);
            return;
        }
        int arrow = start;
        while (arrow < end && !source.startsWith("-->", arrow)) {
            arrow = endOfPiece(arrow, end) + 1;
        }
        if (arrow > start) {
            unfold(pieces(start, Math.min(arrow - 1, end)), List.of(), 0);
        }
        if (arrow < end) {
            copy(arrow == start ? start : arrow - 1, end);
        }
    }

    /** What stands between spaces that are in no string and no parentheses. */
    private List<Piece> pieces(int start, int end) {
        List<Piece> pieces = new ArrayList<>();
        int from = start;
        while (from <= end) {
            int to = endOfPiece(from, end);
            pieces.add(new Piece(from, to));
            from = to + 1;
        }
        return pieces;
    }

    private int endOfPiece(int start, int end) {
        int depth = 0;
        boolean isString = false;
        for (int at = start; at < end; at++) {
            char c = source.charAt(at);
            if (isString) {
                at += c == '\\' ? 1 : 0;
                isString = c != '"';
            } else if (c == ' ' && depth == 0) {
                return at;
            } else {
                isString = c == '"';
                depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            }
        }
        return end;
    }

    private void unfold(List<Piece> pieces, List<Argument> arguments, int depth) {
        if (depth > MAX_DEPTH) {
            throw malformed(pieces.get(0).start, "definitions nest more than " + MAX_DEPTH + " deep");
        }
        String separator = "";
        for (Piece piece : pieces) {
            Matcher run = RUN.matcher(source).region(piece.start, piece.end);
            boolean isRun = run.find();
            int times = isRun ? times(run, arguments) : 1;
            Piece once = isRun ? new Piece(piece.start, run.start()) : piece;
            for (int i = 0; i < times; i++) {
                append(separator, piece.start);
                unfold(once, arguments, depth);
                separator = " ";
            }
        }
    }

    private int times(Matcher run, List<Argument> arguments) {
        Argument count = resolved(run.group(1), run.start(1), arguments);
        if (!COUNT.matcher(count.text).matches()) {
            throw malformed(count.origin, "found '" + count.text + "' behind *, wanted how often it runs");
        }
        return Integer.parseInt(count.text);
    }

    private void unfold(Piece piece, List<Argument> arguments, int depth) {
        Matcher call = CALL.matcher(source).region(piece.start, piece.end);
        if (!call.matches()) {
            statement(piece, arguments);
            return;
        }
        Body body = definitions.get(call.group(1));
        if (body == null) {
            throw malformed(piece.start, call.group(1) + " is called, but nothing before defines it");
        }
        List<Argument> given = new ArrayList<>();
        if (call.group(2) != null) {
            int at = call.start(2);
            for (String argument : call.group(2).split(",", -1)) {
                given.add(resolved(argument, at, arguments));
                at += argument.length() + 1;
            }
        }
        if (given.size() != body.arity) {
            throw malformed(
                    piece.start,
                    call.group(1) + " has " + given.size() + " arguments, wanted " + body.arity
                            + ", one for each of its parameters");
        }
        unfold(body.pieces, given, depth + 1);
    }

    private Argument resolved(String argument, int place, List<Argument> arguments) {
        Matcher parameter = PARAMETER.matcher(argument);
        if (parameter.matches()) {
            return parameter(Integer.parseInt(parameter.group(1)), place, arguments);
        }
        if (!NUMBER.matcher(argument).matches()) {
            throw malformed(place, "found '" + argument + "', wanted a number or a parameter such as $1");
        }
        return new Argument(argument, place);
    }

    private Argument parameter(int number, int place, List<Argument> arguments) {
        if (number > arguments.size()) {
            throw malformed(place, "parameter $" + number + " stands in no definition");
        }
        return arguments.get(number - 1);
    }

    private void statement(Piece piece, List<Argument> arguments) {
        if (++statements > MAX_STATEMENTS && text.length() > source.length()) {
            throw malformed(piece.start, "unfolds to more than " + MAX_STATEMENTS + " nodes");
        }
        Matcher parameter = PARAMETER.matcher(source);
        int from = piece.start;
        for (int at = nextParameter(from, piece.end); at < piece.end; at = nextParameter(at + 1, piece.end)) {
            if (parameter.region(at, piece.end).lookingAt()) {
                copy(from, at);
                Argument argument = parameter(Integer.parseInt(parameter.group(1)), at, arguments);
                append(argument.text, argument.origin);
                from = parameter.end();
            }
        }
        copy(from, piece.end);
    }

    /** The place of the next dollar sign that is in no string, or the end. */
    private int nextParameter(int from, int end) {
        int at = from;
        while (at < end && source.charAt(at) != '$') {
            if (source.charAt(at) == '"') {
                at++;
                while (at < end && source.charAt(at) != '"') {
                    at += source.charAt(at) == '\\' ? 2 : 1;
                }
            }
            at++;
        }
        return Math.min(at, end);
    }

    private void copy(int from, int to) {
        grow(to - from, from);
        for (int at = from; at < to; at++) {
            origins[text.length()] = at;
            text.append(source.charAt(at));
        }
    }

    private void append(String part, int origin) {
        grow(part.length(), origin);
        Arrays.fill(origins, text.length(), text.length() + part.length(), origin);
        text.append(part);
    }

    private void grow(int length, int origin) {
        int wanted = text.length() + length;
        if (wanted > MAX_LENGTH + source.length()) {
            throw malformed(origin, "unfolds to more than " + (MAX_LENGTH + source.length()) + " characters");
        }
        if (wanted > origins.length) {
            origins = Arrays.copyOf(origins, Math.max(wanted, 2 * origins.length));
        }
    }

    private MalformedTextException malformed(int place, String message) {
        return TextCursor.at(source, place, message);
    }
}
