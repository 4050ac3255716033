package org.onnxnet.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.OpId;
import org.onnxnet.schema.OperatorSchema.Arity;
import org.onnxnet.schema.OperatorSchema.AttributeSchema;
import org.onnxnet.schema.OperatorSchema.Determinism;
import org.onnxnet.schema.OperatorSchema.Occurrence;
import org.onnxnet.schema.OperatorSchema.Parameter;

/**
 * Reads {@code operators.txt}, the operators of ONNX, and {@code contributed-operators.txt}, those that ONNX Runtime adds: a
 * line {@code @number types...} per set of types, then a line per operator version with the tab-separated columns domain,
 * name, since, flags, input arity, output arity, inputs, outputs, attributes and type parameters.
 * {@code scripts/operator-table.py} writes them.
 */
final class OperatorTableReader {
    private final Map<String, Set<String>> typeSets = new HashMap<>();
    private final List<OperatorSchema> schemas = new ArrayList<>();
    private final boolean isStandard;

    private OperatorTableReader(boolean isStandard) {
        this.isStandard = isStandard;
    }

    static List<OperatorSchema> readAll() {
        List<OperatorSchema> all = new ArrayList<>(read("operators.txt", true));
        all.addAll(read("contributed-operators.txt", false));
        return all;
    }

    private static List<OperatorSchema> read(String file, boolean isStandard) {
        InputStream resource = OperatorTableReader.class.getResourceAsStream(file);
        if (resource == null) {
            throw new IllegalStateException(file + " is missing from the jar of org.onnxnet.schema");
        }
        OperatorTableReader reader = new OperatorTableReader(isStandard);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(reader::readLine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reader.schemas;
    }

    private void readLine(String line) {
        String[] columns = line.split("\t", -1);
        if (line.startsWith("@")) {
            typeSets.put(columns[0], new LinkedHashSet<>(words(columns[1])));
            return;
        }
        schemas.add(new OperatorSchema(
                new OpId(columns[0], columns[1]),
                Integer.parseInt(columns[2]),
                isStandard,
                columns[3].contains("d"),
                determinism(columns[3]),
                columns[3].contains("f"),
                arity(columns[4]),
                arity(columns[5]),
                words(columns[6]).stream().map(OperatorTableReader::parameter).toList(),
                words(columns[7]).stream().map(OperatorTableReader::parameter).toList(),
                words(columns[8]).stream().map(OperatorTableReader::attribute).toList(),
                typeParameters(columns[9])));
    }

    private static Determinism determinism(String flags) {
        return flags.contains("r")
                ? Determinism.RANDOM
                : flags.contains("s")
                        ? Determinism.STATEFUL
                        : flags.contains("t") ? Determinism.UNLESS_TRAINING : Determinism.ALWAYS;
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static Arity arity(String text) {
        int dots = text.indexOf("..");
        String max = text.substring(dots + 2);
        return new Arity(
                Integer.parseInt(text.substring(0, dots)), max.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(max));
    }

    private static Parameter parameter(String text) {
        int colon = text.indexOf(':');
        String name = text.substring(0, colon);
        String type = text.substring(colon + 1);
        Occurrence occurrence = switch (type.charAt(type.length() - 1)) {
            case '?' -> Occurrence.OPTIONAL;
            case '*' -> Occurrence.VARIADIC;
            case '~' -> Occurrence.VARIADIC_MIXED;
            default -> Occurrence.SINGLE;
        };
        return new Parameter(
                name, occurrence == Occurrence.SINGLE ? type : type.substring(0, type.length() - 1), occurrence);
    }

    private static AttributeSchema attribute(String text) {
        int colon = text.indexOf(':');
        int equals = text.indexOf('=');
        String name = text.substring(0, colon);
        boolean required = text.endsWith("!") && equals < 0;
        int end = equals >= 0 ? equals : required ? text.length() - 1 : text.length();
        AttributeKind kind = AttributeKind.valueOf(text.substring(colon + 1, end));
        return new AttributeSchema(
                name, kind, required, equals < 0 ? null : fallback(name, kind, text.substring(equals + 1)));
    }

    private static @Nullable Attribute fallback(String name, AttributeKind kind, String text) {
        return switch (kind) {
            case INT -> Attribute.of(name, Long.parseLong(text));
            case FLOAT -> Attribute.of(name, Float.parseFloat(text));
            case STRING -> Attribute.of(name, text);
            case INTS ->
                Attribute.ofInts(
                        name,
                        List.of(text.split(",")).stream()
                                .mapToLong(Long::parseLong)
                                .toArray());
            case STRINGS -> Attribute.ofStrings(name, text.split(","));
            case UNDEFINED,
                    TENSOR,
                    GRAPH,
                    FLOATS,
                    TENSORS,
                    GRAPHS,
                    SPARSE_TENSOR,
                    SPARSE_TENSORS,
                    TYPE_PROTO,
                    TYPE_PROTOS ->
                throw new IllegalStateException("the operator table has a default for " + name + " of kind " + kind);
        };
    }

    private Map<String, Set<String>> typeParameters(String text) {
        Map<String, Set<String>> parameters = new HashMap<>();
        for (String word : words(text)) {
            int equals = word.indexOf('=');
            Set<String> types = typeSets.get(word.substring(equals + 1));
            if (types == null) {
                throw new IllegalStateException("the operator table uses the unknown type set " + word);
            }
            parameters.put(word.substring(0, equals), types);
        }
        return parameters;
    }
}
