package org.onnxnet.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;

/** Gives values and nodes other names, which changes nothing that a model computes. Local functions keep theirs. */
public final class Renaming {
    private final List<String> pool = new ArrayList<>();
    private final RandomGenerator random;

    private Renaming(RandomGenerator random) {
        this.random = random;
    }

    /** Renames nodes, and all values but the inputs and outputs of the model. */
    public static Model internal(Model model, long seed) {
        return rename(model, seed, true);
    }

    /** Renames nodes and all values, those of the interface included. */
    public static Model all(Model model, long seed) {
        return rename(model, seed, false);
    }

    private static Model rename(Model model, long seed, boolean keepInterface) {
        Renaming renaming = new Renaming(RandomSeeds.generator(seed, 0x4E));
        Map<String, String> fixed = new HashMap<>();
        if (keepInterface) {
            model.graph().inputs().forEach(value -> fixed.put(value.name(), value.name()));
            model.graph().outputs().forEach(value -> fixed.put(value.name(), value.name()));
        }
        return model.withGraph(renaming.graph(model.graph(), new Scope(null, fixed)));
    }

    private record Scope(@Nullable Scope outer, Map<String, String> names) {
        String find(String name) {
            for (Scope scope = this; scope != null; scope = scope.outer()) {
                String found = scope.names().get(name);
                if (found != null) {
                    return found;
                }
            }
            return name;
        }
    }

    /** A name that is used nowhere else; neither their order nor their spelling says anything. */
    private String fresh() {
        if (pool.isEmpty()) {
            int from = Math.max(1000, random.nextInt(1, 1000) * 1000);
            for (int i = 0; i < 1000; i++) {
                pool.add("r" + (from + i) + "_" + i);
            }
            for (int i = pool.size() - 1; i > 0; i--) {
                Collections.swap(pool, i, random.nextInt(i + 1));
            }
        }
        return pool.remove(pool.size() - 1);
    }

    private Graph graph(Graph graph, Scope scope) {
        graph.inputs().forEach(value -> define(value.name(), scope));
        graph.initializers().forEach(tensor -> define(tensor.name(), scope));
        graph.sparseInitializers().forEach(tensor -> define(tensor.name(), scope));
        graph.nodes().forEach(node -> node.outputs().forEach(output -> define(output, scope)));
        return graph.with(parts -> parts.nodes(
                        graph.nodes().stream().map(node -> node(node, scope)).toList())
                .inputs(values(graph.inputs(), scope))
                .outputs(values(graph.outputs(), scope))
                .valueInfo(values(graph.valueInfo(), scope))
                .initializers(graph.initializers().stream()
                        .map(tensor -> tensor(tensor, scope))
                        .toList()));
    }

    private void define(String name, Scope scope) {
        if (!name.isEmpty()) {
            scope.names().computeIfAbsent(name, n -> fresh());
        }
    }

    private Tensor tensor(Tensor tensor, Scope scope) {
        return tensor.withName(scope.find(tensor.name()));
    }

    private static List<Value> values(List<Value> values, Scope scope) {
        return values.stream()
                .map(value -> value.withName(scope.find(value.name())))
                .toList();
    }

    private Node node(Node node, Scope scope) {
        Node inside = node.mapSubgraphs(body -> graph(body, new Scope(scope, new HashMap<>())));
        return new Node(
                random.nextInt(4) == 0 ? "" : fresh(),
                node.op(),
                node.overload(),
                names(node.inputs(), scope),
                names(node.outputs(), scope),
                inside.attributes(),
                node.doc(),
                node.metadata(),
                node.extras());
    }

    private static List<String> names(List<String> names, Scope scope) {
        return names.stream()
                .map(name -> name.isEmpty() ? name : scope.find(name))
                .toList();
    }
}
