package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.onnxnet.graph.Attribute;
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
        List<Dim> dims = new ArrayList<>();
        if (input != null) {
            dims.addAll(input.dims());
            dims.add(Dim.UNKNOWN);
        }
        node.setTensor(0, ElementType.STRING, input == null ? null : new Shape(dims));
        node.setTensor(1, ElementType.INT64, input);
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
        boolean all = node.followsValues()
                && !(node.attribute("stopwords") instanceof Attribute.OfStrings words
                        && !words.value().isEmpty());
        Dim kept = all ? DimMath.max(input.dim(rank - 1), Dim.of(1)) : Dim.UNKNOWN;
        node.setTensor(0, ElementType.STRING, new Shape(rank == 1 ? List.of(kept) : List.of(Dim.of(1), kept)));
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
