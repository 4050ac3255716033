package org.onnxnet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.onnxnet.OnnxGraph;
import org.onnxnet.analysis.Count;
import org.onnxnet.analysis.NetworkStatistics;
import org.onnxnet.check.Problem;
import org.onnxnet.cli.output.Json;
import org.onnxnet.graph.Value;
import org.onnxnet.simplify.SimplifyMode;

/** What {@code onnxnet inspect} says of a network. */
record Inspection(OnnxGraph graph, NetworkStatistics statistics, String canonicalHash, List<Problem> problems) {
    static Inspection of(OnnxGraph graph) {
        return new Inspection(
                graph,
                graph.statistics(),
                graph.simplify(SimplifyMode.CANONICAL).canonicalHash(),
                graph.check());
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("irVersion", graph.model().irVersion());
        ObjectNode opsets = json.putObject("opsets");
        graph.model().opsets().forEach((domain, version) -> opsets.put(domainName(domain), version));
        values(json.putArray("inputs"), statistics.inputs());
        values(json.putArray("outputs"), statistics.outputs());
        json.put("nodes", statistics.nodes());
        ObjectNode operators = json.putObject("operators");
        statistics.operators().forEach(operators::put);
        json.put("parameters", statistics.parameters().value());
        json.put("macs", statistics.macs().value());
        json.put("activations", statistics.activations().value());
        json.put("depth", statistics.depth());
        json.put("width", statistics.width());
        json.put("canonicalHash", canonicalHash);
        statistics.unknowns().forEach(json.putArray("unknowns")::add);
        problems.forEach(problem -> json.withArray("problems").add(problem.toString()));
        return json;
    }

    private static void values(ArrayNode array, List<Value> values) {
        for (Value value : values) {
            ObjectNode entry = array.addObject().put("name", value.name());
            TypeJson.putInto(entry, value.type());
        }
    }

    void print(PrintWriter out) {
        row(out, "IR version", Long.toString(graph.model().irVersion()));
        graph.model().opsets().forEach((domain, version) -> row(out, "opset", domainName(domain) + " " + version));
        statistics.inputs().forEach(input -> row(out, "input", input.toString()));
        statistics.outputs().forEach(output -> row(out, "output", output.toString()));
        row(out, "nodes", Integer.toString(statistics.nodes()));
        row(out, "operators", operators());
        row(out, "parameters", count(statistics.parameters()));
        row(out, "MACs", count(statistics.macs()));
        row(out, "activations", count(statistics.activations()));
        row(out, "depth", Integer.toString(statistics.depth()));
        row(out, "width", Integer.toString(statistics.width()));
        row(out, "canonical hash", canonicalHash);
        statistics.unknowns().forEach(unknown -> row(out, "not counted", unknown));
        problems.forEach(problem -> row(out, "problem", problem.toString()));
    }

    private static String domainName(String domain) {
        return domain.isEmpty() ? "ai.onnx" : domain;
    }

    private String operators() {
        return statistics.operators().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String count(Count count) {
        return "%s%,d".formatted(count.complete() ? "" : "at least ", count.value());
    }

    private static void row(PrintWriter out, String title, String text) {
        out.printf("%-15s %s%n", title, text);
    }
}
