package org.onnxnet.bench.space.darts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onnxnet.bench.BenchException;

/**
 * An architecture as the configuration that NAS-Bench-301 stores: {@code NetworkSelectorDatasetInfo:darts:edge_normal_0} and so on
 * is an operation, {@code ...:inputs_node_normal_3} the two nodes that node 3 reads, {@code 0_2}; node 2 always reads 0 and 1. An
 * edge from {@code input} to {@code node} has the number {@code (node - 2) * (node + 1) / 2 + input}. A configuration does not say
 * in which order the two edges into a node are computed: the smaller input comes first.
 */
public final class ConfigSpaceForm {
    private static final String PREFIX = "NetworkSelectorDatasetInfo:darts:";
    private static final Pattern INPUTS = Pattern.compile("([0-9])_([0-9])");
    private static final JsonFactory JSON = new JsonFactory();

    private ConfigSpaceForm() {}

    /**
     * The configuration of an architecture, in the order of its keys.
     *
     * @throws BenchException if NAS-Bench-301 does not have the architecture
     */
    public static Map<String, String> of(Genotype genotype) {
        Numbering.require(genotype);
        Map<String, String> config = new TreeMap<>();
        put(genotype.normal().sorted(), "normal", config);
        put(genotype.reduce().sorted(), "reduce", config);
        return config;
    }

    private static void put(Cell cell, String kind, Map<String, String> config) {
        for (int node = Cell.FIRST_NODE; node < Cell.NODES; node++) {
            List<Edge> pair = cell.into(node);
            if (node > Cell.FIRST_NODE) {
                config.put(
                        PREFIX + "inputs_node_" + kind + "_" + node,
                        pair.get(0).input() + "_" + pair.get(1).input());
            }
            for (Edge edge : pair) {
                config.put(edgeKey(kind, node, edge.input()), edge.operation().label());
            }
        }
    }

    /**
     * The architecture of a configuration; other keys than those of its active edges do not matter.
     *
     * @throws BenchException if a key is missing or its value is none of the space
     */
    public static Genotype parse(Map<String, String> config) {
        Genotype genotype = new Genotype(cell(config, "normal"), cell(config, "reduce"));
        Numbering.require(genotype);
        return genotype;
    }

    private static Cell cell(Map<String, String> config, String kind) {
        List<Edge> edges = new ArrayList<>();
        for (int node = Cell.FIRST_NODE; node < Cell.NODES; node++) {
            for (int input : inputs(config, kind, node)) {
                edges.add(new Edge(Operation.of(value(config, edgeKey(kind, node, input))), input));
            }
        }
        return new Cell(edges);
    }

    private static int[] inputs(Map<String, String> config, String kind, int node) {
        if (node == Cell.FIRST_NODE) {
            return new int[] {0, 1};
        }
        String key = PREFIX + "inputs_node_" + kind + "_" + node;
        Matcher inputs = INPUTS.matcher(value(config, key));
        if (inputs.matches()) {
            int a = Integer.parseInt(inputs.group(1));
            int b = Integer.parseInt(inputs.group(2));
            if (a < b && b < node) {
                return new int[] {a, b};
            }
        }
        throw new BenchException("'" + key + "' is '" + config.get(key) + "', wanted a_b with a < b < " + node);
    }

    private static String edgeKey(String kind, int node, int input) {
        return PREFIX + "edge_" + kind + "_" + ((node - 2) * (node + 1) / 2 + input);
    }

    private static String value(Map<String, String> config, String key) {
        @Nullable String value = config.get(key);
        if (value == null) {
            throw new BenchException("found no '" + key + "' in a configuration, wanted all of NAS-Bench-301");
        }
        return value;
    }

    /**
     * The architecture of a JSON object: a configuration, or a result of NAS-Bench-301 that holds one somewhere.
     *
     * @throws BenchException if the text is no JSON object or holds no whole configuration
     */
    public static Genotype parseJson(String json) {
        Map<String, String> config = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && parser.currentName() != null) {
                    config.put(parser.currentName(), parser.getText());
                }
            }
        } catch (JsonProcessingException e) {
            throw new BenchException(
                    "'" + json.strip() + "' is no configuration of NAS-Bench-301: at line "
                            + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + " it is no JSON, wanted an object",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can be read", e);
        }
        return parse(config);
    }

    /** The configuration of an architecture as one line of JSON. */
    public static String toJson(Genotype genotype) {
        List<String> members = new ArrayList<>();
        of(genotype).forEach((key, value) -> members.add("\"" + key + "\": \"" + value + "\""));
        return "{" + String.join(", ", members) + "}";
    }
}
