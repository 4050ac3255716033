package org.onnxnet.cli.space;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.label.LabelTable;
import org.onnxnet.bench.label.Labels;
import org.onnxnet.bench.label.Protocol;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.cli.output.Json;

/**
 * What {@code onnxnet space NAME labels} prints: a line a value with architecture, protocol and value, or the protocols of
 * the table.
 */
final class SpaceLabels {
    private final LabelTable table;
    private final PrintWriter out;
    private final boolean json;

    SpaceLabels(LabelTable table, PrintWriter out, boolean json) {
        this.table = table;
        this.out = out;
        this.json = json;
    }

    /** What the table has: a line a protocol, with the range of its values. */
    void protocols() {
        for (Protocol protocol : table.protocols()) {
            Labels labels = table.labels(protocol.name());
            double least =
                    labels.asMap().values().stream().mapToDouble(v -> v).min().orElse(Double.NaN);
            double most =
                    labels.asMap().values().stream().mapToDouble(v -> v).max().orElse(Double.NaN);
            if (json) {
                ObjectNode line = Json.object()
                        .put("space", table.space())
                        .put("protocol", protocol.name())
                        .put("dataset", protocol.dataset())
                        .put("split", protocol.split())
                        .put("metric", protocol.metric())
                        .put("epochs", protocol.epochs())
                        .put("training", protocol.training())
                        .put("count", labels.size())
                        .put("min", least)
                        .put("max", most);
                out.println(Json.line(line));
            } else {
                out.println(protocol + "; " + labels.size() + " values from " + least + " to " + most);
            }
        }
    }

    /** The values of one protocol, in the order of the table. */
    void values(String protocol, long most) {
        Labels labels = table.labels(protocol);
        labels.asMap().entrySet().stream()
                .limit(most)
                .forEachOrdered(entry -> print(entry.getKey(), labels.protocol(), entry.getValue()));
    }

    /**
     * The values of given architectures.
     *
     * @param protocol null for all that an architecture has
     * @throws BenchException if an architecture is not in the space, or has no such value
     */
    <A> void lookUp(SearchSpace<A> space, List<String> texts, @Nullable String protocol) {
        List<Labels> columns = new ArrayList<>();
        if (protocol == null) {
            table.protocols().forEach(each -> columns.add(table.labels(each.name())));
        } else {
            columns.add(table.labels(protocol));
        }
        for (String text : texts) {
            lookUp(space.key(space.parse(text)), columns);
        }
    }

    private void lookUp(String key, List<Labels> columns) {
        boolean found = false;
        for (Labels labels : columns) {
            OptionalDouble value = labels.find(key);
            if (value.isPresent()) {
                print(key, labels.protocol(), value.getAsDouble());
                found = true;
            }
        }
        if (!found) {
            throw new BenchException("the table for " + table.space() + " has no value for '" + key + "' among the "
                    + table.keys().size() + " architectures of protocols "
                    + columns.stream().map(labels -> labels.protocol().name()).toList());
        }
    }

    private void print(String key, Protocol protocol, double value) {
        if (json) {
            out.println(Json.line(Json.object()
                    .put("key", key)
                    .put("protocol", protocol.name())
                    .put("value", value)));
        } else {
            out.println(key + "\t" + protocol.name() + "\t" + value);
        }
    }
}
