package org.onnxnet.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ConstantNode;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.shape.NodeTypes;
import org.onnxnet.shape.ShapeInference;
import org.onnxnet.shape.SymbolicTensor;
import org.onnxnet.simplify.rewrite.Edit;

/** Checks edits and does them. */
final class Editor {
    /** Says that an edit cannot be done here, which is nobody's mistake: two outputs would have to become one, say. */
    static final String INFEASIBLE = "";

    private final Workspace workspace;
    private final Legality legality;
    private final SimplifyMode mode;
    private final Inliner inliner;

    Editor(Workspace workspace, Legality legality, SimplifyMode mode) {
        this.workspace = workspace;
        this.legality = legality;
        this.mode = mode;
        this.inliner = new Inliner(workspace);
    }

    // ---- checking

    /**
     * Why an edit cannot be done: null if it can, {@link #INFEASIBLE}, or what is wrong with the edit.
     *
     * @throws org.onnxnet.graph.OnnxNetException if a new constant cannot be computed
     */
    @Nullable
    String problem(Edit edit, @Nullable Step root) {
        Set<String> written = new HashSet<>();
        edit.added().forEach(node -> written.addAll(node.outputs()));
        edit.constants().forEach(tensor -> written.add(tensor.name()));
        for (Map.Entry<String, String> rename : edit.renamed().entrySet()) {
            Cell value = workspace.find(rename.getKey());
            Cell by = workspace.find(rename.getValue());
            if (value == null || by == null || !workspace.canRename(value, by)) {
                return INFEASIBLE;
            }
        }
        for (Node node : edit.removed()) {
            String problem = removalProblem(node, edit, written);
            if (problem != null) {
                return problem;
            }
        }
        if (constantsAreNodes()
                && edit.added().size() + edit.constants().size()
                        > edit.removed().size()) {
            return INFEASIBLE;
        }
        // Small constants are compared with those there are; what cannot be read has to show before anything is
        // changed.
        Block block = root == null ? workspace.main : root.block;
        edit.constants().forEach(tensor -> workspace.equalConstant(tensor, block));
        if (root == null) {
            return null;
        }
        String illegal = edit.inlined() == null ? null : inliner.problem(edit.inlined(), root);
        return illegal == null ? additionProblem(edit, root) : illegal;
    }

    /** Where a new constant has to be a node, an edit that needs more nodes than it removes is no gain. */
    private boolean constantsAreNodes() {
        return !FileFormat.hasFreeInitializers(workspace.model(), mode);
    }

    private @Nullable String removalProblem(Node node, Edit edit, Set<String> written) {
        for (String output : node.outputs()) {
            Cell cell = output.isEmpty() ? null : workspace.find(output);
            if (cell == null
                    || written.contains(output)
                    || edit.renamed().containsKey(output)
                    || edit.inlined() != null) {
                continue;
            }
            if (cell.outputs > 0 || cell.pinned) {
                return "output '" + output + "' of the graph would have no writer";
            }
            for (Step reader : cell.readers.keySet()) {
                if (!edit.removed().contains(reader.node)) {
                    return "'" + output + "' would have no writer and is read by " + reader.node;
                }
            }
        }
        return null;
    }

    private @Nullable String additionProblem(Edit edit, Step root) {
        Set<String> fresh = new HashSet<>();
        edit.constants().forEach(tensor -> fresh.add(tensor.name()));
        edit.parameters().forEach(value -> fresh.add(value.name()));
        BlockView view = view(root.block);
        for (Node node : edit.added()) {
            String illegal = legality.problem(node, view);
            if (illegal != null) {
                return illegal;
            }
            for (String input : node.inputs()) {
                if (!input.isEmpty() && !fresh.contains(input) && !isReadable(input, root)) {
                    return node + " reads '" + input + "', which is not there yet";
                }
            }
            fresh.addAll(node.outputs());
        }
        return null;
    }

    private boolean isReadable(String name, Step at) {
        Cell cell = workspace.find(name);
        if (cell == null || !Workspace.isVisible(cell, at.block)) {
            return false;
        }
        Step writer = cell.producer;
        return writer == null || writer.block != at.block || writer.order < at.order;
    }

    private BlockView view(Block block) {
        return new BlockView(workspace, block, mode, legality);
    }

    // ---- doing

    /** Does an edit that has no problem, and gives the steps that may have something new to see. */
    List<Step> commit(Edit edit, @Nullable Step root) {
        Set<Step> touched = new LinkedHashSet<>();
        Set<Cell> orphans = new LinkedHashSet<>();
        Map<String, String> pooled = new HashMap<>();
        Block block = root == null ? workspace.main : root.block;
        Step follower = root == null ? null : root.next;
        List<Step> leaving = new ArrayList<>();
        for (Node node : edit.removed()) {
            leaving.add(stepOf(node));
        }
        while (follower != null && leaving.contains(follower)) {
            follower = follower.next;
        }
        if (edit.inlined() != null && root != null) {
            touched.addAll(inliner.inline(edit.inlined(), root, follower));
            workspace.outdated = true;
        }
        for (Step step : leaving) {
            detach(step, touched, orphans);
        }
        for (Tensor tensor : edit.constants()) {
            addConstant(tensor, block, follower, pooled, touched);
        }
        for (Value parameter : edit.parameters()) {
            Cell cell = workspace.define(parameter.name(), workspace.main);
            cell.input = true;
            cell.type = parameter.type();
            workspace.main.inputs.add(parameter);
        }
        for (Node node : edit.added()) {
            Step step = workspace.addStep(withPooled(node, pooled), block, follower);
            infer(step);
            touched.add(step);
        }
        edit.renamed().forEach((value, by) -> {
            // Not those that read the kept value before: a constant may have thousands, and is merged with thousands.
            touched.addAll(workspace.cell(value).readers.keySet());
            noteChange(workspace.cell(value), workspace.cell(pooled.getOrDefault(by, by)));
            Cell kept = workspace.rename(workspace.cell(value), workspace.cell(pooled.getOrDefault(by, by)));
            if (kept.producer != null) {
                touched.add(kept.producer);
            }
        });
        for (Step step : List.copyOf(touched)) {
            touched.addAll(readers(step));
        }
        edit.dropped().forEach(this::dropInitializer);
        edit.uncalled().forEach(workspace.functions::drop);
        edit.absorbed().forEach(this::dropParameter);
        for (Cell orphan : orphans) {
            if (orphan.producer == null && orphan.constant == null && workspace.find(orphan.name) == orphan) {
                workspace.drop(orphan);
            }
        }
        return List.copyOf(touched);
    }

    private List<Step> readers(Step step) {
        List<Step> readers = new ArrayList<>();
        for (String output : step.node.outputs()) {
            Cell cell = output.isEmpty() ? null : workspace.find(output);
            if (cell != null) {
                readers.addAll(cell.readers.keySet());
            }
        }
        return readers;
    }

    private Step stepOf(Node node) {
        for (String output : node.outputs()) {
            if (!output.isEmpty()) {
                Step step = workspace.cell(output).producer;
                if (step != null) {
                    return step;
                }
            }
        }
        throw new IllegalStateException(node + " is not in the workspace");
    }

    private void detach(Step step, Set<Step> touched, Set<Cell> orphans) {
        for (String input : step.node.inputs()) {
            Cell cell = input.isEmpty() ? null : workspace.find(input);
            if (cell != null && cell.producer != null) {
                touched.add(cell.producer);
            }
        }
        for (String output : step.node.outputs()) {
            if (!output.isEmpty()) {
                orphans.add(workspace.cell(output));
            }
        }
        workspace.detach(step);
        touched.remove(step);
    }

    /** A new constant is an initializer, or a Constant node where the file format has no other. */
    private void addConstant(
            Tensor tensor, Block block, @Nullable Step before, Map<String, String> pooled, Set<Step> touched) {
        Cell existing = workspace.find(tensor.name());
        Cell cell;
        if (constantsAreNodes()) {
            Step step = workspace.addStep(ConstantNode.of(tensor), block, before);
            touched.add(step);
            cell = workspace.cell(tensor.name());
        } else if (existing != null) {
            workspace.makeInitializer(existing, tensor);
            touched.addAll(existing.readers.keySet());
            cell = existing;
        } else {
            cell = workspace.addInitializer(tensor, block);
            pooled.put(tensor.name(), cell.name);
        }
        SymbolicTensor content = SymbolicTensor.of(tensor);
        noteChange(cell, tensor.type(), content);
        cell.type = tensor.type();
        cell.content = content;
    }

    private static Node withPooled(Node node, Map<String, String> pooled) {
        return pooled.isEmpty()
                ? node
                : node.withInputs(node.inputs().stream()
                        .map(input -> pooled.getOrDefault(input, input))
                        .toList());
    }

    private void infer(Step step) {
        NodeTypes types = ShapeInference.standard().inferNode(step.node, view(step.block));
        for (int slot = 0; slot < step.node.outputs().size(); slot++) {
            if (step.node.hasOutput(slot)) {
                Cell cell = workspace.cell(step.node.output(slot));
                ValueType type = moreExact(cell.type, types.type(slot));
                SymbolicTensor content = cell.content == null ? types.value(slot) : cell.content;
                noteChange(cell, type, content);
                cell.type = type;
                cell.content = content;
            }
        }
    }

    /** Notes what readers of one value get to know when they read another. */
    private void noteChange(Cell before, Cell after) {
        noteChange(before, after.type, after.content);
    }

    /** Of a type that is not quite known, and of what has graphs inside, inferring anew may always find more. */
    private void noteChange(Cell before, @Nullable ValueType type, @Nullable SymbolicTensor content) {
        boolean isStatic = type instanceof ValueType.OfTensor tensor
                && tensor.shape() != null
                && tensor.shape().isStatic();
        boolean hasBodies = before.producer != null && !before.producer.bodies.isEmpty();
        boolean isNews = !Objects.equals(type, before.type) || (content != null && before.content == null);
        workspace.outdated |= !isStatic || hasBodies || (isNews && !before.readers.isEmpty());
    }

    /** What was known of a value that another node writes now stays true; the new type counts where it says more. */
    private static @Nullable ValueType moreExact(@Nullable ValueType old, @Nullable ValueType found) {
        if (old == null) {
            return found;
        }
        boolean sharper = found instanceof ValueType.OfTensor tensor
                && tensor.shape() != null
                && tensor.shape().isStatic()
                && !(old instanceof ValueType.OfTensor known
                        && known.shape() != null
                        && known.shape().isStatic());
        return sharper ? found : old;
    }

    private void dropInitializer(String name) {
        workspace.main.inputs.removeIf(value -> value.name().equals(name));
        workspace.drop(workspace.cell(name));
    }

    private void dropParameter(String name) {
        Cell cell = workspace.find(name);
        if (cell != null && !cell.isRead()) {
            workspace.main.inputs.removeIf(value -> value.name().equals(name));
            workspace.drop(cell);
        }
    }
}
