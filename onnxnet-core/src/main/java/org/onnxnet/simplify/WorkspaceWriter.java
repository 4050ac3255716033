package org.onnxnet.simplify;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;

/** Puts an edited model together again. */
final class WorkspaceWriter {
    private final Workspace workspace;

    private WorkspaceWriter(Workspace workspace) {
        this.workspace = workspace;
    }

    static Model write(Workspace workspace) {
        return workspace
                .model()
                .withGraph(new WorkspaceWriter(workspace).graph(workspace.main))
                .withFunctions(workspace.functions.all());
    }

    private Graph graph(Block block) {
        List<Node> nodes = new ArrayList<>();
        for (Step step = block.first; step != null; step = step.next) {
            nodes.add(step.bodies.isEmpty() ? step.node : withBodies(step));
        }
        List<Tensor> initializers = new ArrayList<>();
        for (Cell cell : block.initializers.values()) {
            initializers.add(Objects.requireNonNull(cell.initializer, cell.name));
        }
        return block.original.with(parts -> parts.nodes(nodes)
                .inputs(block.inputs)
                .outputs(block.outputs)
                .initializers(initializers)
                .valueInfo(valueInfo(block)));
    }

    /** Declarations of the values that are still there. */
    private List<Value> valueInfo(Block block) {
        List<Value> kept = new ArrayList<>();
        for (Value value : block.original.valueInfo()) {
            String unique = block.names.get(value.name());
            Cell cell = unique == null ? null : workspace.find(unique);
            if (cell != null && cell.block == block) {
                kept.add(value.withName(cell.name));
            }
        }
        return kept;
    }

    private Node withBodies(Step step) {
        Iterator<Block> bodies = step.bodies.iterator();
        return step.node.mapSubgraphs(body -> graph(bodies.next()));
    }
}
