package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/** Operators on strings. */
final class TextRules {
    private TextRules() {}

    static void register(RuleSet rules) {
        rules.add(
                "StringConcat",
                20,
                node -> node.setTensor(0, node.elementType(0), ArithmeticRules.broadcastShape(node)));
        rules.add("RegexFullMatch", 20, node -> node.setTensor(0, ElementType.BOOL, node.shape(0)));
        rules.add("StringSplit", 20, TextRules::split);
        rules.add("StringNormalizer", 10, TextRules::normalize);
        rules.add("TfIdfVectorizer", 9, TextRules::tfIdf);
    }

    /** The parts of each string along a new last axis, as many as the string with the most has; and how many each has. */
    private static void split(NodeContext node) {
        Shape input = node.shape(0);
        if (!node.followsValues() && (input == null || node.elementType(0) != ElementType.STRING)) {
            return;
        }
        long[] counts = partCounts(node);
        List<Dim> dims = new ArrayList<>();
        if (input != null) {
            dims.addAll(input.dims());
            dims.add(
                    counts == null
                            ? Dim.UNKNOWN
                            : Dim.of(Arrays.stream(counts).max().orElse(0)));
        }
        node.setTensor(0, ElementType.STRING, input == null ? null : new Shape(dims));
        node.setTensor(1, ElementType.INT64, input);
        if (counts != null && input != null) {
            List<Element> elements = Arrays.stream(counts).mapToObj(Element::of).toList();
            node.setContent(1, SymbolicTensor.of(ElementType.INT64, input, elements));
        }
    }

    /** How many parts each string has; null where one is not known or implementations differ. */
    private static long @Nullable [] partCounts(NodeContext node) {
        List<String> texts = node.value(0) == null ? null : node.value(0).texts();
        if (texts == null) {
            return null;
        }
        String delimiter = node.text("delimiter", "");
        long most = node.integer("maxsplit", -1);
        // Some see white space other than blanks as a delimiter, and some see no part in an empty string.
        boolean clear = texts.stream()
                .allMatch(text -> delimiter.isEmpty()
                        ? text.chars().noneMatch(c -> c != ' ' && (Character.isWhitespace(c) || c > '~'))
                        : !text.isEmpty());
        return clear
                ? texts.stream()
                        .mapToLong(text -> partCount(text, delimiter))
                        .map(count -> most < 0 ? count : Math.min(count - 1, most) + 1)
                        .toArray()
                : null;
    }

    /** Runs of blanks count as one delimiter where none is given, and none before the first part or after the last. */
    private static long partCount(String text, String delimiter) {
        if (delimiter.isEmpty()) {
            return Arrays.stream(text.split(" +"))
                    .filter(part -> !part.isEmpty())
                    .count();
        }
        long count = 1;
        for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, at + delimiter.length())) {
            count++;
        }
        return count;
    }

    /** Takes {@code [C]} or {@code [1, C]} and leaves out stop words; where none is left there is one empty string. */
    private static void normalize(NodeContext node) {
        Shape input = node.shape(0);
        node.setTensor(0, ElementType.STRING, null);
        if (input == null) {
            return;
        }
        int rank = input.rank();
        boolean rows = rank == 2 && (input.dim(0).is(1) || (!input.dim(0).isKnown() && node.followsValues()));
        if (rank != 1 && !rows) {
            throw new CannotInferException("input has shape [" + input + "], wanted [C] or [1, C]");
        }
        Dim kept = node.followsValues() ? DimMath.max(left(node, input.dim(rank - 1)), Dim.of(1)) : Dim.UNKNOWN;
        node.setTensor(0, ElementType.STRING, new Shape(rank == 1 ? List.of(kept) : List.of(Dim.of(1), kept)));
    }

    /** How many strings are no stop words. */
    private static Dim left(NodeContext node, Dim all) {
        List<String> stops = node.attribute("stopwords") instanceof Attribute.OfStrings words
                ? words.value().stream().map(Bytes::toUtf8).toList()
                : List.of();
        if (stops.isEmpty()) {
            return all;
        }
        List<String> texts = node.value(0) == null ? null : node.value(0).texts();
        // Letter case beyond ASCII depends on the locale, and some look for stop words inside a string.
        Predicate<String> plain = Pattern.compile("[!-~]+").asMatchPredicate();
        if (texts == null || !texts.stream().allMatch(plain) || !stops.stream().allMatch(plain)) {
            return Dim.UNKNOWN;
        }
        boolean exact = node.integer("is_case_sensitive", 0) != 0;
        return Dim.of(texts.stream()
                .filter(text -> stops.stream().noneMatch(exact ? text::equals : text::equalsIgnoreCase))
                .count());
    }

    /** A row of one number for each n-gram, by the largest index that an n-gram has. */
    private static void tfIdf(NodeContext node) {
        node.setTensor(0, ElementType.FLOAT, null);
        Shape input = node.shape(0);
        if (input == null) {
            return;
        }
        long[] indexes = node.integers("ngram_indexes");
        if (indexes == null || indexes.length == 0 || Arrays.stream(indexes).anyMatch(index -> index < 0)) {
            throw new CannotInferException("attribute ngram_indexes is empty or has numbers below 0");
        }
        if (input.rank() != 1 && input.rank() != 2) {
            throw new CannotInferException("input has shape [" + input + "], wanted 1 or 2 dimensions");
        }
        List<Dim> dims = new ArrayList<>(input.dims());
        dims.set(
                input.rank() - 1,
                Dim.of(Math.addExact(Arrays.stream(indexes).max().orElse(0), 1)));
        node.setTensor(0, ElementType.FLOAT, new Shape(dims));
    }
}
