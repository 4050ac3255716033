package org.onnxnet.trainer.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** A mapping of a recipe. Every key must be asked for before {@link #finish}: one that nobody knows is an error. */
final class Section {
    private final Path file;
    private final String path;
    private final JsonNode node;
    private final TreeSet<String> known = new TreeSet<>();

    Section(Path file, String path, JsonNode node) {
        this.file = file;
        this.path = path;
        this.node = node.isNull() || node.isMissingNode() ? JsonNodeFactory.instance.objectNode() : node;
        if (!this.node.isObject()) {
            throw new RecipeException(file + ": " + path + " is " + shown(node) + ", wanted a mapping");
        }
    }

    boolean has(String key) {
        known.add(key);
        return node.hasNonNull(key);
    }

    private JsonNode at(String key) {
        known.add(key);
        return node.path(key);
    }

    Section section(String key) {
        return new Section(file, nameOf(key), at(key));
    }

    /** One mapping, or a list of them. */
    List<Section> sections(String key) {
        JsonNode value = at(key);
        if (!value.isArray()) {
            return has(key) ? List.of(section(key)) : List.of();
        }
        List<Section> sections = new ArrayList<>();
        for (JsonNode entry : value) {
            sections.add(new Section(file, nameOf(key) + "[" + sections.size() + "]", entry));
        }
        return sections;
    }

    String text(String key, String otherwise) {
        return has(key) ? requireText(key) : otherwise;
    }

    String requireText(String key) {
        JsonNode value = at(key);
        if (!value.isValueNode() || value.isNull() || value.asText().isEmpty()) {
            throw wrong(key, "a text");
        }
        return value.asText();
    }

    /** A path in a recipe counts from the folder of the recipe. */
    Path requirePath(String key) {
        Path folder = file.toAbsolutePath().getParent();
        Path named = Path.of(requireText(key));
        return folder == null ? named : folder.resolve(named);
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        if (!has(key)) {
            return texts;
        }
        if (!at(key).isArray()) {
            throw wrong(key, "a list");
        }
        at(key).forEach(entry -> texts.add(entry.asText()));
        return texts;
    }

    boolean flag(String key, boolean otherwise) {
        if (has(key) && !at(key).isBoolean()) {
            throw wrong(key, "true or false");
        }
        return at(key).asBoolean(otherwise);
    }

    double number(String key, double otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        JsonNode value = at(key);
        if (value.isNumber()) {
            return value.doubleValue();
        }
        try {
            // YAML 1.1 takes 5e-5, without a point, for a text.
            return Double.parseDouble(value.asText());
        } catch (NumberFormatException e) {
            throw wrong(key, "a number");
        }
    }

    int count(String key, int otherwise) {
        return (int) whole(key, otherwise, 1, Integer.MAX_VALUE);
    }

    long whole(String key, long otherwise, long least, long most) {
        if (!has(key)) {
            return otherwise;
        }
        JsonNode value = at(key);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            throw wrong(key, "a whole number from " + least);
        }
        return value.longValue();
    }

    /** Makes a value of a text, or says which were wanted. */
    <T> T choice(String key, T otherwise, Iterable<T> all, Function<T, String> nameOf) {
        if (!has(key)) {
            return otherwise;
        }
        List<String> names = new ArrayList<>();
        for (T value : all) {
            if (nameOf.apply(value).equals(at(key).asText())) {
                return value;
            }
            names.add(nameOf.apply(value));
        }
        throw wrong(key, "one of " + names);
    }

    /** Builds something of the section, and says where it is if the values do not fit together. */
    <T> T build(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw new RecipeException(file + ": " + (path.isEmpty() ? "" : path + ": ") + e.getMessage(), e);
        }
    }

    RecipeException wrong(String key, String wanted) {
        JsonNode value = at(key);
        String found = value.isMissingNode() ? "is missing" : "is " + shown(value);
        return new RecipeException(file + ": " + nameOf(key) + " " + found + ", wanted " + wanted);
    }

    /** Refuses keys that were not asked for. */
    void finish() {
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!known.contains(key)) {
                throw new RecipeException(file + ": unknown key " + nameOf(key) + ", wanted one of " + known);
            }
        }
    }

    private String nameOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
