package org.onnxnet.cli.tokenizer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.OpId;
import org.onnxnet.schema.OperatorSchema;
import org.onnxnet.schema.OperatorTable;

/** What is one token: the words of the grammar, the names of the operator table, and numbers that are common. */
final class DomainVocabulary {
    private static final List<String> PUNCTUATION =
            List.of(" ", "\n", ") ", "] ", "} ", ", ", "; ", "| ", ": ", " = ", ") (", "--> ", "-->");

    /** Of the three dialects and the summary. One that starts in lower case has an equals sign behind it where it names something. */
    private static final List<String> WORDS = List.of(
            "prev Value Out In Param Arg summary params= macs= activations= depth= width= opset function return seq",
            "optional sparse sparses map opaque tensor tensors type types ints floats strings graphs undefined true false",
            "nan inf floordiv mod max min out= bias= outs= mask= k= s= p= d= g= BLOB value=");

    /** Numbers below have tokens of their own: they tell values apart in all networks. */
    private static final int SMALL_NUMBERS = 100;

    /** So many sources must have a larger number. */
    private static final int SOURCES = 3;

    private static final int MAX_EXPONENT = 12;
    private static final int MAX_PARAMETER = 9;
    private static final int DIGITS = 10;
    private static final Pattern NUMBER = Pattern.compile("(?<![A-Za-z0-9_.])-?[0-9]+(?![0-9.e])");

    private final SortedSet<String> operators = new TreeSet<>();
    private final SortedSet<String> attributes = new TreeSet<>();
    private final SortedSet<String> domains = new TreeSet<>();
    private final List<String> elements;

    DomainVocabulary() {
        OperatorTable table = OperatorTable.standard();
        for (OpId op : table.operators()) {
            operators.add(op.type());
            domains.add(op.domain());
            for (OperatorSchema schema : table.history(op)) {
                schema.attributes().forEach(attribute -> attributes.add(attribute.name()));
            }
        }
        domains.remove("");
        elements = Stream.of(ElementType.values())
                .map(type -> type.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The names that a text can hold of operators and their attributes, to cut others into pieces like theirs. */
    List<String> names() {
        return Stream.concat(operators.stream(), attributes.stream()).distinct().toList();
    }

    /** Names that a run of letters is not enough for: those with digits or points, the longest first. */
    List<String> irregularNames() {
        return Stream.of(operators, attributes, domains, elements)
                .flatMap(Collection::stream)
                .filter(name -> !name.matches("[A-Za-z_]+"))
                .distinct()
                .sorted((one, other) -> other.length() != one.length()
                        ? Integer.compare(other.length(), one.length())
                        : one.compareTo(other))
                .toList();
    }

    /**
     * The tokens in their order.
     *
     * @param texts by where they are from
     */
    Set<String> tokens(Map<String, List<String>> texts) {
        Set<String> tokens = new LinkedHashSet<>(PUNCTUATION);
        WORDS.forEach(line -> tokens.addAll(List.of(line.split(" "))));
        for (AttributeKind kind : AttributeKind.values()) {
            tokens.add(kind.name().toLowerCase(Locale.ROOT));
        }
        elements.forEach(element -> tokens.addAll(List.of(element, element + "=")));
        numbers(texts, tokens);
        tokens.addAll(operators);
        attributes.forEach(name -> tokens.add(Character.isLowerCase(name.charAt(0)) ? name + "=" : name));
        tokens.addAll(domains);
        return tokens;
    }

    private static void numbers(Map<String, List<String>> texts, Set<String> tokens) {
        for (int number = -1; number < SMALL_NUMBERS; number++) {
            tokens.add(Integer.toString(number));
        }
        tokens.addAll(common(texts));
        for (int digit = 0; digit < DIGITS; digit++) {
            tokens.add("." + digit);
        }
        for (int exponent = 1; exponent <= MAX_EXPONENT; exponent++) {
            tokens.addAll(List.of("e" + exponent, "e-" + exponent));
        }
        for (int parameter = 1; parameter <= MAX_PARAMETER; parameter++) {
            tokens.add("$" + parameter);
        }
    }

    /** The integers that texts of several sources have. */
    private static List<String> common(Map<String, List<String>> texts) {
        Map<String, Integer> sources = new HashMap<>();
        for (List<String> ofSource : texts.values()) {
            ofSource.stream()
                    .flatMap(text -> NUMBER.matcher(text).results())
                    .map(found -> found.group())
                    .collect(Collectors.toSet())
                    .forEach(number -> sources.merge(number, 1, Integer::sum));
        }
        List<String> common = new ArrayList<>();
        sources.forEach((number, count) -> {
            if (count >= SOURCES) {
                common.add(number);
            }
        });
        common.sort((one, other) -> Long.compare(Long.parseLong(one), Long.parseLong(other)));
        return common;
    }
}
