package org.onnxnet.bench.label;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.bench.BenchException;

/** Reads comma-separated rows in which a field may stand in double quotes (RFC 4180, without line breaks in fields). */
final class CsvRows {
    private final BufferedReader in;
    private final String place;
    private int line;

    /** @param place what errors call the file */
    CsvRows(BufferedReader in, String place) {
        this.in = in;
        this.place = place;
    }

    /** The fields of the next row; null at the end. */
    @Nullable
    List<String> next() throws IOException {
        String text = in.readLine();
        line++;
        return text == null ? null : split(text);
    }

    private List<String> split(String text) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            boolean quoted = at < text.length() && text.charAt(at) == '"';
            int end = quoted ? closingQuote(text, at + 1) + 1 : text.indexOf(',', at);
            if (end < 0) {
                end = text.length();
            }
            fields.add(quoted ? text.substring(at + 1, end - 1).replace("\"\"", "\"") : text.substring(at, end));
            if (end == text.length()) {
                return fields;
            }
            if (text.charAt(end) != ',') {
                throw error("found '" + text.charAt(end) + "' after a quoted field, wanted a comma");
            }
            at = end + 1;
        }
    }

    private int closingQuote(String text, int from) {
        int at = from;
        while (true) {
            int quote = text.indexOf('"', at);
            if (quote < 0) {
                throw error("a quoted field has no end");
            }
            if (quote + 1 == text.length() || text.charAt(quote + 1) != '"') {
                return quote;
            }
            at = quote + 2;
        }
    }

    /** A number in a field of the last row. */
    double number(String field) {
        try {
            return Double.parseDouble(field);
        } catch (NumberFormatException e) {
            throw new BenchException(place + " line " + line + ": found '" + field + "', wanted a number", e);
        }
    }

    BenchException error(String message) {
        return new BenchException(place + " line " + line + ": " + message);
    }
}
