package org.onnxnet.simplify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.SparseTensor;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.shape.InferredTypes;

/** Takes a model apart. Names that several graphs define are made unique, those of the main graph stay. */
final class WorkspaceReader {
    /** Files nest a few levels; what is deeper is an attack on the stack. */
    private static final int MAX_DEPTH = 64;

    private final Workspace workspace;
    private final boolean defaultsOverridable;

    private WorkspaceReader(Workspace workspace) {
        this.workspace = workspace;
        // Before version 4 an initializer had to be an input as well, and nothing could override it.
        this.defaultsOverridable = workspace.model().irVersion() >= 4;
    }

    /** @throws UnworkableModelException if values cannot be told apart or ordered */
    static Workspace read(Model model, @Nullable InferredTypes types) {
        WorkspaceReader reader = new WorkspaceReader(new Workspace(model));
        if (!model.graph().nestedGraphs().isEmpty()) {
            reader.reserveNames(model.graph(), 0);
        }
        reader.readBlock(reader.workspace.main, types);
        return reader.workspace;
    }

    /**
     * Reads a graph that is to take the place of a node.
     *
     * @param arguments the values that the inputs of the graph stand for, in order; empty names, and fewer than there are
     *     inputs, for what is left out
     */
    static Block readInlined(Workspace workspace, Graph body, List<String> arguments, Block parent) {
        Block block = new Block(body, parent);
        for (int slot = 0; slot < body.inputs().size(); slot++) {
            block.names.put(body.inputs().get(slot).name(), slot < arguments.size() ? arguments.get(slot) : "");
        }
        new WorkspaceReader(workspace).readContent(block, null);
        return block;
    }

    /** So that no name made for a value of a graph inside is one that is yet to come. */
    private void reserveNames(Graph graph, int depth) {
        if (depth > MAX_DEPTH) {
            throw new UnworkableModelException("graphs nest more than " + MAX_DEPTH + " deep");
        }
        graph.inputs().forEach(value -> workspace.reserve(value.name()));
        graph.initializers().forEach(tensor -> workspace.reserve(tensor.name()));
        graph.sparseInitializers().forEach(tensor -> workspace.reserve(tensor.name()));
        for (Node node : graph.nodes()) {
            node.inputs().forEach(workspace::reserve);
            node.outputs().forEach(workspace::reserve);
            for (Graph body : node.subgraphs()) {
                reserveNames(body, depth + 1);
            }
        }
    }

    private void readBlock(Block block, @Nullable InferredTypes types) {
        Graph graph = block.original;
        for (Value input : graph.inputs()) {
            Cell cell = define(input.name(), block);
            cell.input = true;
            cell.type = input.type();
            block.inputs.add(input.withName(cell.name));
        }
        readContent(block, types);
    }

    private void readContent(Block block, @Nullable InferredTypes types) {
        Graph graph = block.original;
        graph.initializers().forEach(tensor -> readInitializer(tensor, block));
        for (SparseTensor sparse : graph.sparseInitializers()) {
            define(sparse.name(), block).pinned = true;
        }
        List<Node> nodes = NodeOrder.of(graph);
        for (Node node : nodes) {
            for (String output : node.outputs()) {
                if (!output.isEmpty()) {
                    define(output, block);
                }
            }
        }
        nodes.forEach(node -> readNode(node, block, types));
        for (Value output : graph.outputs()) {
            String unique = translated(output.name(), block);
            if (!unique.isEmpty()) {
                workspace.cell(unique).outputs++;
            }
            block.outputs.add(output.withName(unique));
        }
        pinQuantized(block);
        if (types != null) {
            readTypes(block, types);
        }
    }

    private void readInitializer(Tensor tensor, Block block) {
        Cell cell =
                block.names.containsKey(tensor.name()) ? resolve(tensor.name(), block) : define(tensor.name(), block);
        if (cell.initializer != null) {
            throw new UnworkableModelException("initializer '" + tensor.name() + "' is defined twice");
        }
        Tensor named = tensor.withName(cell.name);
        cell.initializer = named;
        cell.constant = cell.input && (defaultsOverridable || !block.isMain()) ? null : named;
        block.initializers.put(cell.name, cell);
    }

    private void readNode(Node node, Block block, @Nullable InferredTypes types) {
        Step step = workspace.addStep(translated(node, block), block, null);
        List<Graph> graphs = node.subgraphs();
        if (!graphs.isEmpty()) {
            List<Block> bodies = new ArrayList<>();
            for (Graph graph : graphs) {
                Block body = new Block(graph, block);
                bodies.add(body);
                readBlock(body, types != null && types.knows(graph) ? types.of(graph) : null);
            }
            step.bodies = List.copyOf(bodies);
        }
    }

    private static Node translated(Node node, Block block) {
        List<String> inputs = translated(node.inputs(), block);
        List<String> outputs = translated(node.outputs(), block);
        // In the main graph all names are unique already.
        return inputs.equals(node.inputs()) && outputs.equals(node.outputs())
                ? node
                : node.withInputs(inputs).withOutputs(outputs);
    }

    private static List<String> translated(List<String> names, Block block) {
        List<String> unique = new ArrayList<>(names.size());
        for (String name : names) {
            unique.add(name.isEmpty() ? "" : translated(name, block));
        }
        return unique;
    }

    /** The unique name of a value; empty for an input of an inlined graph that is left out. */
    private static String translated(String name, Block from) {
        for (Block block = from; block != null; block = block.parent) {
            String unique = block.names.get(name);
            if (unique != null) {
                return unique;
            }
        }
        throw new UnworkableModelException("value '" + name + "' is read, but nothing defines it");
    }

    private Cell define(String name, Block block) {
        if (name.isEmpty() || block.names.containsKey(name)) {
            throw new UnworkableModelException("value '" + name + "' is defined twice, wanted one definition");
        }
        String unique = block.isMain() || workspace.find(name) == null
                ? name
                : workspace.freshName(name, block.original.name());
        block.names.put(name, unique);
        return workspace.define(unique, block);
    }

    private Cell resolve(String name, Block from) {
        return workspace.cell(translated(name, from));
    }

    private void pinQuantized(Block block) {
        block.original.quantization().forEach(annotation -> {
            pin(annotation.value(), block);
            annotation.parameterTensors().forEach(property -> pin(property.value(), block));
        });
    }

    private void pin(String name, Block block) {
        String unique = block.names.get(name);
        if (unique != null) {
            workspace.cell(unique).pinned = true;
        }
    }

    private void readTypes(Block block, InferredTypes types) {
        for (Map.Entry<String, String> entry : block.names.entrySet()) {
            Cell cell = workspace.cell(entry.getValue());
            if (types.type(entry.getKey()) != null) {
                cell.type = types.type(entry.getKey());
            }
            cell.content = types.value(entry.getKey());
        }
    }
}
