package org.onnxnet.simplify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Value;

/** Puts the nodes of a graph where the node that runs it stands: a body of the node, or the function that it calls. */
final class Inliner {
    private final Workspace workspace;

    Inliner(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Why a graph cannot take the place of a node; null if it can. */
    @Nullable
    String problem(Graph graph, Step root) {
        Function function = bodyOf(root, graph) >= 0 ? null : workspace.functions.find(root.node);
        if (function == null) {
            return null;
        }
        String problem = workspace.functions.problem(function);
        if (problem == null) {
            problem = callProblem(function, root);
        }
        if (problem == null) {
            problem = importProblem(function);
        }
        return problem == null ? null : "function " + function.id() + " stays: " + problem;
    }

    private static @Nullable String callProblem(Function function, Step root) {
        Node call = root.node;
        if (call.inputs().size() > function.inputs().size()
                || call.outputs().size() > function.outputs().size()) {
            return "a call gives or takes more values than it has";
        }
        if (!root.bodies.isEmpty()) {
            return "a call hands a graph to it";
        }
        for (int slot = 0; slot < call.outputs().size(); slot++) {
            int input = function.inputs().indexOf(function.outputs().get(slot));
            if (call.hasOutput(slot) && input >= 0 && !call.hasInput(input)) {
                return "a call takes output '" + function.outputs().get(slot) + "' and does not give the input it is";
            }
        }
        return null;
    }

    private @Nullable String importProblem(Function function) {
        try {
            Map<String, Long> missing = workspace.functions.missingOpsets(
                    function, workspace.model().opsets());
            // What a model does not import it uses in version 1, as the first files did.
            boolean inUse = !missing.isEmpty()
                    && workspace.steps().stream()
                            .filter(step -> workspace.functions.find(step.node) == null)
                            .anyMatch(step -> missing.containsKey(step.node.op().domain()));
            return inUse ? "the model uses operators of a domain that only the function imports" : null;
        } catch (UnworkableModelException e) {
            return e.getMessage();
        }
    }

    /** The place of a graph among those that a node runs, or -1. */
    @SuppressWarnings("ReferenceEquality") // one of two equal bodies is meant
    private static int bodyOf(Step root, Graph graph) {
        List<Graph> graphs = root.node.subgraphs();
        for (int i = 0; i < graphs.size(); i++) {
            if (graphs.get(i) == graph) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Moves the steps of a graph to where a node stands; the node's outputs become copies of the graph's, and the node is left
     * without any.
     *
     * @param follower the step that comes next, null at the end
     * @return the new steps
     */
    List<Step> inline(Graph graph, Step root, @Nullable Step follower) {
        Block body = take(graph, root);
        List<Step> moved = new ArrayList<>();
        for (Step step : body.steps()) {
            body.unlink(step);
            root.block.insertBefore(step, follower);
            workspace.makeNameUnique(step);
            step.node.outputs().stream()
                    .filter(name -> !name.isEmpty())
                    .forEach(name -> workspace.cell(name).block = root.block);
            step.bodies.forEach(inner -> inner.parent = root.block);
            moved.add(step);
        }
        for (Cell cell : List.copyOf(body.initializers.values())) {
            cell.block = root.block;
            root.block.initializers.put(cell.name, cell);
        }
        List<String> results = new ArrayList<>();
        for (Value output : body.outputs) {
            Cell cell = workspace.find(output.name());
            if (cell != null) {
                cell.outputs--;
            }
            results.add(output.name());
        }
        List<String> outputs = root.node.outputs();
        root.node = root.node.withOutputs(List.of());
        for (int slot = 0; slot < outputs.size(); slot++) {
            if (!outputs.get(slot).isEmpty()) {
                moved.add(workspace.addStep(copy(results.get(slot), outputs.get(slot)), root.block, follower));
            }
        }
        return moved;
    }

    private Block take(Graph graph, Step root) {
        int index = bodyOf(root, graph);
        if (index >= 0) {
            List<Block> others = new ArrayList<>(root.bodies);
            Block body = others.remove(index);
            root.bodies = List.copyOf(others);
            return body;
        }
        Function function = workspace.functions.find(root.node);
        if (function == null) {
            throw new IllegalArgumentException(root.node + " neither runs nor calls the graph that is to replace it");
        }
        workspace.functions.missingOpsets(function, workspace.model().opsets()).forEach(workspace::importOpset);
        return WorkspaceReader.readInlined(workspace, graph, root.node.inputs(), root.block);
    }

    private static Node copy(String from, String to) {
        return new Node("", OpId.of("Identity"), List.of(from), List.of(to), List.of());
    }
}
