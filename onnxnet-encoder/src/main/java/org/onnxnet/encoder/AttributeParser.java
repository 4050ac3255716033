package org.onnxnet.encoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.ValueType;

/** Reads attributes as {@link AttributeLiteral} writes them. */
final class AttributeParser {
    private static final Pattern WORD = Pattern.compile("[a-z_]+");

    private static final Map<String, AttributeKind> KINDS = Arrays.stream(AttributeKind.values())
            .collect(Collectors.toMap(kind -> kind.name().toLowerCase(Locale.ROOT), Function.identity()));

    private final TextCursor cursor;
    private final TypeParser types;
    private final TensorParser tensors;

    AttributeParser(TextCursor cursor, TypeParser types, TensorParser tensors) {
        this.cursor = cursor;
        this.types = types;
        this.tensors = tensors;
    }

    /** What follows {@code name=}, if it is no graph. */
    Attribute value(String name) {
        if (cursor.isAt("\"")) {
            return new Attribute.OfString(name, cursor.string(), Extras.NONE);
        }
        if (cursor.accept("@")) {
            return reference(name);
        }
        if (cursor.isAt("[")) {
            return list(name);
        }
        String real = cursor.take(TensorParser.REAL);
        if (real != null) {
            return new Attribute.OfFloat(name, toFloat(real), Extras.NONE);
        }
        return cursor.peek(WORD) == null ? new Attribute.OfInt(name, cursor.integer(), Extras.NONE) : constructed(name);
    }

    private Attribute reference(String name) {
        String parameter = cursor.name();
        cursor.expect(":");
        String word = cursor.take(WORD);
        AttributeKind kind = word == null ? null : KINDS.get(word);
        if (kind == null) {
            throw cursor.wanted("a kind of attribute, one of "
                    + String.join(", ", KINDS.keySet().stream().sorted().toList()));
        }
        return new Attribute.Reference(name, parameter, kind, Extras.NONE);
    }

    private Attribute list(String name) {
        cursor.expect("[");
        if (cursor.isAt("\"")) {
            List<Bytes> strings = rest(cursor::string, "]");
            return new Attribute.OfStrings(name, strings, Extras.NONE);
        }
        if (cursor.peek(TensorParser.REAL) != null) {
            return new Attribute.OfFloats(name, rest(this::real, "]"), Extras.NONE);
        }
        return new Attribute.OfInts(name, rest(cursor::integer, "]"), Extras.NONE);
    }

    private float real() {
        String real = cursor.take(TensorParser.REAL);
        if (real == null) {
            throw cursor.wanted("a number with a point or an exponent, as the ones before it in this list");
        }
        return toFloat(real);
    }

    private static float toFloat(String real) {
        return switch (real) {
            case "nan" -> Float.NaN;
            case "inf" -> Float.POSITIVE_INFINITY;
            case "-inf" -> Float.NEGATIVE_INFINITY;
            default -> (float) Double.parseDouble(real);
        };
    }

    private Attribute constructed(String name) {
        if (cursor.isAt("sparse(")) {
            return new Attribute.OfSparseTensor(name, tensors.sparse(), Extras.NONE);
        }
        String word = cursor.take(WORD);
        if (word == null || !cursor.accept("(")) {
            throw cursor.wanted("the value of attribute " + Literals.name(name));
        }
        return switch (word) {
            case "ints" -> new Attribute.OfInts(name, empty(), Extras.NONE);
            case "floats" -> new Attribute.OfFloats(name, empty(), Extras.NONE);
            case "strings" -> new Attribute.OfStrings(name, empty(), Extras.NONE);
            case "graphs" -> new Attribute.OfGraphs(name, empty(), Extras.NONE);
            case "undefined" -> {
                empty();
                yield new Attribute.Undefined(name, Extras.NONE);
            }
            case "tensor" -> new Attribute.OfTensor(name, only(tensors::typed), Extras.NONE);
            case "tensors" -> new Attribute.OfTensors(name, restIfAny(tensors::typed), Extras.NONE);
            case "sparses" -> new Attribute.OfSparseTensors(name, restIfAny(tensors::sparse), Extras.NONE);
            case "type" -> new Attribute.OfType(name, only(this::type), Extras.NONE);
            case "types" -> new Attribute.OfTypes(name, restIfAny(this::type), Extras.NONE);
            default -> throw cursor.wanted("the value of attribute " + Literals.name(name));
        };
    }

    private ValueType type() {
        ValueType type = types.type();
        if (type == null) {
            throw cursor.wanted("a type that says something");
        }
        return type;
    }

    private <T> List<T> empty() {
        cursor.expect(")");
        return List.of();
    }

    private <T> T only(Supplier<T> element) {
        T value = element.get();
        cursor.expect(")");
        return value;
    }

    private <T> List<T> restIfAny(Supplier<T> element) {
        return cursor.accept(")") ? List.of() : rest(element, ")");
    }

    /** Elements up to the end of a list. */
    private <T> List<T> rest(Supplier<T> element, String end) {
        List<T> values = new ArrayList<>();
        do {
            values.add(element.get());
        } while (cursor.accept(","));
        cursor.expect(end);
        return values;
    }
}
