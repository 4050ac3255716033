package org.onnxnet.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

/**
 * Colors all nodes of a graph, and of the graphs inside it, by what they are, what they read, who reads them and what they
 * are part of, without looking at names or file order: nodes of different colors have different parts in the network. This
 * is color refinement as in tests for graph isomorphism, in sweeps along the data flow and back. Not thread-safe.
 */
final class StructureColors {
    private static final long READ_AS_RESULT = 1;
    private static final long READ_BY_NODE = 2;

    private final List<Vertex> vertices = new ArrayList<>();
    private List<Vertex> sorted = List.of();

    /** A node of one of the graphs. */
    private static final class Vertex {
        final int index;
        final Node node;
        final @Nullable Vertex parent;
        final long place;
        final List<Source> inputs = new ArrayList<>();
        final List<Long> resultPlaces = new ArrayList<>();
        final List<Read> reads = new ArrayList<>();
        final List<List<Vertex>> bodies = new ArrayList<>();
        long fingerprint;
        long pin;
        long color;

        Vertex(int index, Node node, @Nullable Vertex parent, long place) {
            this.index = index;
            this.node = node;
            this.parent = parent;
            this.place = place;
        }
    }

    /** What a slot reads: an output of a vertex, or something given, which has a color of its own. */
    private record Source(@Nullable Vertex vertex, long slotOrColor) {}

    /** That a vertex reads an output, at a slot. */
    private record Read(Vertex reader, long output, long slot) {}

    StructureColors(Graph graph) {
        List<Vertex> main = new ArrayList<>();
        flatten(graph, new Names(null), null, 0, main);
        sorted = sort();
        refine();
    }

    /** What names stand for in one graph. */
    private static final class Names {
        final @Nullable Names outer;
        final Map<String, Source> sources = new HashMap<>();

        Names(@Nullable Names outer) {
            this.outer = outer;
        }

        Source find(String name) {
            for (Names at = this; at != null; at = at.outer) {
                Source found = at.sources.get(name);
                if (found != null) {
                    return found;
                }
            }
            return new Source(null, name.isEmpty() ? -1 : -2);
        }
    }

    private void flatten(Graph graph, Names names, @Nullable Vertex parent, long place, List<Vertex> made) {
        for (Tensor tensor : graph.initializers()) {
            names.sources.putIfAbsent(tensor.name(), new Source(null, color(tensor)));
        }
        for (int i = 0; i < graph.inputs().size(); i++) {
            Value input = graph.inputs().get(i);
            names.sources.putIfAbsent(input.name(), new Source(null, color(input, i)));
        }
        for (Node node : graph.nodes()) {
            Vertex vertex = new Vertex(vertices.size(), node, parent, place);
            made.add(vertex);
            vertices.add(vertex);
            for (int i = 0; i < node.outputs().size(); i++) {
                if (!node.output(i).isEmpty()) {
                    names.sources.putIfAbsent(node.output(i), new Source(vertex, i));
                }
            }
        }
        made.forEach(vertex -> link(vertex, names));
        for (int i = 0; i < graph.outputs().size(); i++) {
            Source source = names.find(graph.outputs().get(i).name());
            if (source.vertex != null) {
                source.vertex.resultPlaces.add(mix(mix(READ_AS_RESULT, i), source.slotOrColor));
            }
        }
    }

    private void link(Vertex vertex, Names names) {
        Node node = vertex.node;
        for (int slot = 0; slot < node.inputs().size(); slot++) {
            Source source = names.find(node.input(slot));
            vertex.inputs.add(source);
            if (source.vertex != null) {
                source.vertex.reads.add(new Read(vertex, source.slotOrColor, slot));
            }
        }
        StructureDigest digest = new StructureDigest();
        vertex.fingerprint = digest.node(node).toLong();
        for (Graph body : CanonicalOrder.bodies(node)) {
            List<Vertex> inside = new ArrayList<>();
            flatten(body, new Names(names), vertex, vertex.bodies.size(), inside);
            vertex.bodies.add(inside);
        }
    }

    // The elements of weights, and the names of dimensions, are no part of the structure.
    private static long color(Tensor initializer) {
        StructureDigest digest = new StructureDigest().type(initializer.type());
        boolean isStructure = initializer.elementType().isInteger();
        return (isStructure ? digest.elements(initializer) : digest).toLong();
    }

    private static long color(Value input, int position) {
        ValueType type = input.type();
        return new StructureDigest()
                .number(position)
                .type(type == null ? null : type.mapDims(dim -> dim.isKnown() ? dim : Dim.UNKNOWN))
                .toLong();
    }

    /** Each vertex after what it reads and after its bodies; vertices on a cycle are left out. */
    private List<Vertex> sort() {
        Map<Vertex, Integer> waitingFor = new HashMap<>();
        Deque<Vertex> ready = new ArrayDeque<>();
        for (Vertex vertex : vertices) {
            int count =
                    (int) vertex.inputs.stream().filter(s -> s.vertex != null).count()
                            + vertex.bodies.stream().mapToInt(List::size).sum();
            waitingFor.put(vertex, count);
            if (count == 0) {
                ready.add(vertex);
            }
        }
        List<Vertex> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            Vertex vertex = ready.remove();
            order.add(vertex);
            for (Read read : vertex.reads) {
                if (waitingFor.merge(read.reader, -1, Integer::sum) == 0) {
                    ready.add(read.reader);
                }
            }
            if (vertex.parent != null && waitingFor.merge(vertex.parent, -1, Integer::sum) == 0) {
                ready.add(vertex.parent);
            }
        }
        return order;
    }

    /** The index of the first node of a graph inside a node; the others follow in file order. */
    int firstOf(int node, int body) {
        List<Vertex> inside = vertices.get(node).bodies.get(body);
        return inside.isEmpty() ? -1 : inside.get(0).index;
    }

    long color(int node) {
        return vertices.get(node).color;
    }

    /**
     * Colors anew, after some nodes have got a place that tells them apart from all others.
     *
     * @param places 1, 2, ... by index of the node
     */
    void pin(Map<Integer, Integer> places) {
        places.forEach((node, place) -> vertices.get(node).pin = place);
        refine();
    }

    private void refine() {
        sorted.forEach(vertex -> vertex.color = mix(vertex.fingerprint, vertex.pin));
        long before;
        long after = 0;
        do {
            before = after;
            sorted.forEach(StructureColors::followInputs);
            for (int i = sorted.size() - 1; i >= 0; i--) {
                followReaders(sorted.get(i));
            }
            after = sorted.stream().mapToLong(vertex -> vertex.color).distinct().count();
        } while (after > before);
    }

    private static void followInputs(Vertex vertex) {
        long color = vertex.color;
        for (Source source : vertex.inputs) {
            color = mix(color, source.slotOrColor);
            color = mix(color, source.vertex == null ? 0 : source.vertex.color);
        }
        for (List<Vertex> body : vertex.bodies) {
            color = mixAll(color, body.stream().mapToLong(inner -> inner.color).toArray());
        }
        vertex.color = color;
    }

    private static void followReaders(Vertex vertex) {
        long color = vertex.parent == null ? vertex.color : mix(mix(vertex.color, vertex.parent.color), vertex.place);
        color = mixAll(
                color, vertex.resultPlaces.stream().mapToLong(Long::longValue).toArray());
        vertex.color = mixAll(
                color,
                vertex.reads.stream()
                        .mapToLong(read -> mix(mix(mix(READ_BY_NODE, read.output), read.slot), read.reader.color))
                        .toArray());
    }

    /** The same for every order of the values. */
    private static long mixAll(long color, long[] values) {
        Arrays.sort(values);
        long mixed = mix(color, values.length);
        for (long value : values) {
            mixed = mix(mixed, value);
        }
        return mixed;
    }

    /** Mixes well enough that different sequences hardly ever give the same number (the finisher of SplitMix64). */
    private static long mix(long color, long value) {
        long z = color * 0x9E3779B97F4A7C15L + value + 0x632BE59BD9B4E019L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
