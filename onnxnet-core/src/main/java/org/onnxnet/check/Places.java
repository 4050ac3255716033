package org.onnxnet.check;

import org.onnxnet.graph.Node;

/** How messages name places. */
final class Places {
    private static final int LONGEST_PREFIX = 300;

    private Places() {}

    /** The places around a place, cut down to the innermost ones where they are many. */
    static String shortened(String prefix) {
        return prefix.length() <= LONGEST_PREFIX
                ? prefix
                : "... " + prefix.substring(prefix.length() - LONGEST_PREFIX / 2);
    }

    /** {@code node 'conv1' (Conv)}, or {@code node 7 (Conv)}, counted from 0, where it has no name. */
    static String node(Node node, int place) {
        return "node " + (node.name().isEmpty() ? Integer.toString(place) : "'" + node.name() + "'") + " (" + node.op()
                + ")";
    }
}
