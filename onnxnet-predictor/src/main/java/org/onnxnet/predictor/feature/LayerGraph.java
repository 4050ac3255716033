package org.onnxnet.predictor.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onnxnet.OnnxGraph;
import org.onnxnet.analysis.Flow;
import org.onnxnet.analysis.Parameters;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.TopologicalOrder;
import org.onnxnet.graph.Value;
import org.onnxnet.shape.InferredTypes;

/**
 * What a network computes on its data, as layers and wires. Layer 0 is the data, the last one the output; every layer stands
 * behind those that it reads, and every one matters to the output.
 *
 * @param kinds what each layer does
 * @param sources for each layer those that it reads, as often as it reads them
 */
record LayerGraph(List<LayerKind> kinds, List<int[]> sources) {
    static LayerGraph of(OnnxGraph graph) {
        InferredTypes types = graph.types();
        Set<Node> matter = Collections.newSetFromMap(new IdentityHashMap<>());
        matter.addAll(Flow.of(graph.model(), types).nodes());
        Map<String, Integer> layerOf = new HashMap<>();
        for (Value input : Parameters.of(graph.graph()).dataInputs()) {
            layerOf.put(input.name(), 0);
        }
        List<LayerKind> kinds = new ArrayList<>(List.of(LayerKind.INPUT));
        List<int[]> sources = new ArrayList<>();
        sources.add(new int[0]);
        for (Node node : TopologicalOrder.of(graph.graph())) {
            int[] read = layers(TopologicalOrder.reads(node), layerOf);
            if (matter.contains(node)) {
                node.outputs().stream()
                        .filter(name -> !name.isEmpty())
                        .forEach(name -> layerOf.put(name, kinds.size()));
                kinds.add(LayerKind.of(node, read.length, types.shape(node.input(1))));
                sources.add(read);
            }
        }
        kinds.add(LayerKind.OUTPUT);
        sources.add(layers(graph.outputs().stream().map(Value::name).toList(), layerOf));
        return new LayerGraph(kinds, sources).live();
    }

    private static int[] layers(List<String> values, Map<String, Integer> layerOf) {
        return values.stream()
                .filter(layerOf::containsKey)
                .mapToInt(layerOf::get)
                .toArray();
    }

    int size() {
        return kinds.size();
    }

    /** How many layers are of a kind. */
    int count(LayerKind kind) {
        return Collections.frequency(kinds, kind);
    }

    int wires() {
        return sources.stream().mapToInt(read -> read.length).sum();
    }

    /** How many wires go from one kind of layer to another. */
    int wires(LayerKind from, LayerKind to) {
        int wires = 0;
        for (int layer = 0; layer < size(); layer++) {
            if (kinds.get(layer) == to) {
                for (int source : sources.get(layer)) {
                    wires += kinds.get(source) == from ? 1 : 0;
                }
            }
        }
        return wires;
    }

    /** Layers that are read more than once. */
    int forks() {
        return (int) Arrays.stream(readers()).filter(readers -> readers > 1).count();
    }

    int mostReaders() {
        return Arrays.stream(readers()).max().orElse(0);
    }

    /** The most values that come together in one layer. */
    int widestJoin() {
        return sources.stream().mapToInt(read -> read.length).max().orElse(0);
    }

    /** How often each layer is read. */
    private int[] readers() {
        int[] readers = new int[size()];
        sources.forEach(read -> Arrays.stream(read).forEach(source -> readers[source]++));
        return readers;
    }

    /** Without the layers that no output depends on. */
    private LayerGraph live() {
        boolean[] live = new boolean[size()];
        live[0] = true;
        live[size() - 1] = true;
        for (int layer = size() - 1; layer > 0; layer--) {
            if (live[layer]) {
                Arrays.stream(sources.get(layer)).forEach(source -> live[source] = true);
            }
        }
        return without(live);
    }

    /**
     * The wiring alone: each activation, normalisation and view is one with the layer before it, and sums of sums are one
     * sum, as are products of products and concatenations.
     */
    LayerGraph wiring() {
        int[] readers = readers();
        int[] stand = new int[size()];
        List<int[]> wires = new ArrayList<>();
        boolean[] kept = new boolean[size()];
        for (int layer = 0; layer < size(); layer++) {
            LayerKind kind = kinds.get(layer);
            int[] read = sources.get(layer);
            kept[layer] = !(kind.isAttachment() && read.length == 1);
            stand[layer] = kept[layer] ? layer : stand[read[0]];
            wires.add(Arrays.stream(read)
                    .flatMap(source -> kind.isJoin() && kinds.get(source) == kind && readers[source] == 1
                            ? Arrays.stream(wires.get(source))
                            : Arrays.stream(new int[] {stand[source]}))
                    .toArray());
        }
        return new LayerGraph(kinds, wires).without(kept).live();
    }

    /** The layers that are kept, of which none may read one that is not. */
    private LayerGraph without(boolean[] kept) {
        int[] index = new int[size()];
        List<LayerKind> keptKinds = new ArrayList<>();
        List<int[]> keptSources = new ArrayList<>();
        for (int layer = 0; layer < size(); layer++) {
            if (kept[layer]) {
                index[layer] = keptKinds.size();
                keptKinds.add(kinds.get(layer));
                keptSources.add(Arrays.stream(sources.get(layer))
                        .map(source -> index[source])
                        .toArray());
            }
        }
        return new LayerGraph(keptKinds, keptSources);
    }
}
