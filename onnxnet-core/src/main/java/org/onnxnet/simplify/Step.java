package org.onnxnet.simplify;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Node;

/** The place of one node in a block that is being edited. The node in it is replaced as values are renamed. */
final class Step {
    Node node;
    Block block;
    /** The graphs that the node runs, in attribute order. */
    List<Block> bodies = List.of();
    /** Grows along the block; see {@link Block}. */
    long order;

    @Nullable
    Step previous;

    @Nullable
    Step next;

    boolean gone;
    boolean queued;

    Step(Node node, Block block) {
        this.node = node;
        this.block = block;
    }
}
