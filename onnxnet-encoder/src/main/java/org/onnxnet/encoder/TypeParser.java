package org.onnxnet.encoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/** Reads types as {@link Literals} writes them. */
final class TypeParser {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]*");
    private static final Pattern SYMBOL = Pattern.compile("n[0-9]+");

    private static final Pattern DIGITS = Pattern.compile("-?[0-9]+");
    private static final Pattern NO_PARENTHESIS = Pattern.compile("[^()\\n]*");

    private static final Map<String, ElementType> ELEMENTS = Arrays.stream(ElementType.values())
            .filter(type -> type != ElementType.UNDEFINED)
            .collect(Collectors.toMap(Literals::of, Function.identity()));

    private final TextCursor cursor;

    TypeParser(TextCursor cursor) {
        this.cursor = cursor;
    }

    /** Whether a word is the name of an element type. */
    static boolean isElement(String word) {
        return ELEMENTS.containsKey(word);
    }

    /** A type; null for {@code ?}, which stands for none. */
    @Nullable
    ValueType type() {
        return cursor.nested(this::anyType);
    }

    private @Nullable ValueType anyType() {
        if (cursor.isAt("?") && !cursor.isAt("?x")) {
            cursor.expect("?");
            return null;
        }
        if (cursor.accept("seq(")) {
            return closed(new ValueType.OfSequence(type()));
        }
        if (cursor.accept("optional(")) {
            return closed(new ValueType.OfOptional(type()));
        }
        if (cursor.accept("sparse(")) {
            ElementType element = element();
            return closed(new ValueType.OfSparseTensor(element, bracketed()));
        }
        if (cursor.accept("map(")) {
            ElementType key = element();
            cursor.expect(",");
            return closed(new ValueType.OfMap(key, type()));
        }
        if (cursor.accept("opaque(")) {
            String domain = cursor.name();
            cursor.expect(",");
            return closed(new ValueType.OfOpaque(domain, cursor.name()));
        }
        ElementType element = elementIfAny();
        return element == null ? ValueType.tensor(ElementType.FLOAT, shape()) : ValueType.tensor(element, bracketed());
    }

    private <T> T closed(T type) {
        cursor.expect(")");
        return type;
    }

    ElementType element() {
        ElementType element = elementIfAny();
        if (element == null) {
            throw cursor.wanted("the name of an element type");
        }
        return element;
    }

    /** The element type that stands here; null, and nothing read, if none does. */
    @Nullable
    ElementType elementIfAny() {
        String word = cursor.peek(WORD);
        ElementType element = word == null ? null : ELEMENTS.get(word);
        if (word != null && element != null) {
            cursor.expect(word);
        }
        return element;
    }

    /** A shape in brackets; null for {@code [...]}. */
    @Nullable
    Shape bracketed() {
        cursor.expect("[");
        if (cursor.accept("...]")) {
            return null;
        }
        if (cursor.accept("]")) {
            return Shape.SCALAR;
        }
        Shape shape = shape();
        cursor.expect("]");
        return shape;
    }

    private Shape shape() {
        List<Dim> dims = new ArrayList<>();
        do {
            dims.add(dim());
        } while (cursor.accept("x"));
        return new Shape(dims);
    }

    private Dim dim() {
        if (cursor.accept("?")) {
            return Dim.UNKNOWN;
        }
        if (cursor.isAt("(")) {
            return expression();
        }
        String symbol = cursor.take(SYMBOL);
        if (symbol != null) {
            return Dim.of(symbol);
        }
        int start = cursor.place();
        String digits = cursor.take(DIGITS);
        if (digits == null) {
            throw cursor.wanted("a type");
        }
        return Dim.of(cursor.toLong(digits, start));
    }

    /** What stands between parentheses, which hold each other in pairs. */
    private Dim expression() {
        int start = cursor.place();
        cursor.expect("(");
        StringBuilder expression = new StringBuilder();
        int open = 1;
        while (true) {
            String part = cursor.take(NO_PARENTHESIS);
            expression.append(part == null ? "" : part);
            if (cursor.accept("(")) {
                open++;
                expression.append('(');
            } else if (cursor.accept(")") && --open > 0) {
                expression.append(')');
            } else if (open == 0) {
                return Dim.of(expression.toString());
            } else {
                throw cursor.malformed(start, "this dimension does not end, wanted a closing parenthesis");
            }
        }
    }
}
