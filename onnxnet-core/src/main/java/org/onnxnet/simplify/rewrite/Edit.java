package org.onnxnet.simplify.rewrite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;

/**
 * A proposed change of a graph, as a value. New nodes take the place of the root node, in the given order; they may write
 * the values that the removed nodes wrote.
 *
 * @param removed nodes that go; their outputs must not be read any more, or be written by a new node, or be renamed
 * @param added nodes that come
 * @param renamed value to the value that all its readers read instead; both hold the same elements and have the same type
 * @param constants new constants, under fresh names
 * @param parameters new inputs of the main graph, in place of {@code absorbed} ones whose values are not known
 * @param absorbed inputs of the main graph that go unless something still reads them
 * @param dropped initializers that go; nothing may read them
 * @param uncalled local functions that go; nothing may call them
 * @param inlined the graph that takes the place of the only removed node, or null: one of the node's own, or that of the
 *     function it calls, whose inputs then stand for the node's
 * @param reason why the change is right; empty if and only if nothing changes
 */
public record Edit(
        List<Node> removed,
        List<Node> added,
        Map<String, String> renamed,
        List<Tensor> constants,
        List<Value> parameters,
        List<String> absorbed,
        List<String> dropped,
        List<Function> uncalled,
        @Nullable Graph inlined,
        String reason) {

    private static final Edit UNCHANGED =
            new Edit(List.of(), List.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, "");

    public Edit {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
        renamed = Map.copyOf(renamed);
        constants = List.copyOf(constants);
        parameters = List.copyOf(parameters);
        absorbed = List.copyOf(absorbed);
        dropped = List.copyOf(dropped);
        uncalled = List.copyOf(uncalled);
    }

    /** No change. */
    public static Edit unchanged() {
        return UNCHANGED;
    }

    public boolean isUnchanged() {
        return reason.isEmpty();
    }

    /** Starts an edit. The reason is a short sentence for the report. */
    public static Builder because(String reason) {
        return new Builder(reason);
    }

    /** A node goes, and whoever reads its first output reads {@code value} instead. */
    public static Edit bypass(Node node, String value, String reason) {
        return because(reason).remove(node).rename(node.output(0), value).build();
    }

    /** One node takes the place of another. */
    public static Edit replace(Node node, Node by, String reason) {
        return because(reason).remove(node).add(by).build();
    }

    /** Collects an edit. */
    public static final class Builder {
        private final String reason;
        private final List<Node> removed = new ArrayList<>();
        private final List<Node> added = new ArrayList<>();
        private final Map<String, String> renamed = new LinkedHashMap<>();
        private final List<Tensor> constants = new ArrayList<>();
        private final List<Value> parameters = new ArrayList<>();
        private final List<String> absorbed = new ArrayList<>();
        private final List<String> dropped = new ArrayList<>();
        private final List<Function> uncalled = new ArrayList<>();
        private @Nullable Graph inlined;

        private Builder(String reason) {
            this.reason = reason;
        }

        public Builder remove(Node node) {
            removed.add(node);
            return this;
        }

        public Builder add(Node node) {
            added.add(node);
            return this;
        }

        public Builder rename(String value, String by) {
            renamed.put(value, by);
            return this;
        }

        public Builder constant(Tensor tensor) {
            constants.add(tensor);
            return this;
        }

        public Builder parameter(Value value) {
            parameters.add(value);
            return this;
        }

        public Builder absorb(String parameter) {
            absorbed.add(parameter);
            return this;
        }

        public Builder drop(String initializer) {
            dropped.add(initializer);
            return this;
        }

        public Builder drop(Function function) {
            uncalled.add(function);
            return this;
        }

        public Builder inline(Graph body) {
            inlined = body;
            return this;
        }

        public Edit build() {
            return new Edit(
                    removed, added, renamed, constants, parameters, absorbed, dropped, uncalled, inlined, reason);
        }
    }
}
