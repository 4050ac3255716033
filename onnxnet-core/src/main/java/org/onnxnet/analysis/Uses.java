package org.onnxnet.analysis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;

/** The slots that a value reaches, itself or through operators that only relabel its elements. */
final class Uses {
    private record Place(Graph graph, String value) {}

    private final Set<SlotRole> roles = EnumSet.noneOf(SlotRole.class);
    private final IdentityHashMap<Graph, Set<String>> seen = new IdentityHashMap<>();
    private final Deque<Place> open = new ArrayDeque<>();
    private boolean isMatrix;

    private Uses() {}

    static Uses of(Graph graph, String value) {
        Uses uses = new Uses();
        uses.reach(graph, value);
        while (!uses.open.isEmpty()) {
            uses.follow(uses.open.remove());
        }
        return uses;
    }

    /** Whether only weights and statistics can stand here. */
    boolean areOfWeights() {
        return !roles.isEmpty()
                && roles.stream().allMatch(role -> role == SlotRole.WEIGHT || role == SlotRole.STATISTIC);
    }

    /** Whether weights can stand here. */
    boolean allowWeights() {
        return !roles.isEmpty() && !roles.contains(SlotRole.DATA) && !roles.contains(SlotRole.SETTING);
    }

    /** Whether a linear layer multiplies with this. */
    boolean isMatrix() {
        return isMatrix;
    }

    private void reach(Graph graph, String value) {
        if (!value.isEmpty()
                && seen.computeIfAbsent(graph, g -> new HashSet<>()).add(value)) {
            open.add(new Place(graph, value));
        }
    }

    private void follow(Place place) {
        if (place.graph.isOutput(place.value)) {
            roles.add(SlotRole.DATA);
        }
        for (Node node : place.graph.consumersOf(place.value)) {
            for (Graph body : node.subgraphs()) {
                if (body.capturedValues().contains(place.value)) {
                    reach(body, place.value);
                }
            }
            for (int slot = 0; slot < node.inputs().size(); slot++) {
                if (node.input(slot).equals(place.value)) {
                    use(place.graph, node, slot);
                }
            }
        }
    }

    private void use(Graph graph, Node node, int slot) {
        if (slot == 0 && OperatorKinds.isRelabelling(node)) {
            node.outputs().forEach(output -> reach(graph, output));
        } else {
            roles.add(SlotRole.of(node, slot));
            isMatrix |= SlotRole.isMatrix(node, slot);
        }
    }
}
