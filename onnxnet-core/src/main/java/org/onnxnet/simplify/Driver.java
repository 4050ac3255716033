package org.onnxnet.simplify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.SimplificationReport.Failure;
import org.onnxnet.simplify.SimplificationReport.Rewrite;
import org.onnxnet.simplify.rewrite.ConstantRule;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.FunctionRule;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.Rule;

/**
 * Applies rules to a workspace. Steps wait in a queue; after an edit the new steps and their neighbours wait again. When the
 * queue is empty and something has changed, all steps wait once more, because a pattern may reach further than a neighbour.
 */
final class Driver {
    private final Workspace workspace;
    private final SimplifyMode mode;
    private final Legality legality;
    private final Editor editor;
    private final int budget;

    private final RuleIndex rules;

    private final Deque<Step> queue = new ArrayDeque<>();
    private final List<Rewrite> done = new ArrayList<>();
    private final Set<Rewrite> refused = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final List<Failure> failures = new ArrayList<>();

    Driver(Workspace workspace, SimplifyMode mode, RuleIndex rules, int budget) {
        this.workspace = workspace;
        this.mode = mode;
        this.legality = new Legality(workspace);
        this.editor = new Editor(workspace, legality, mode);
        this.budget = budget;
        this.rules = rules;
    }

    void run() {
        int before;
        do {
            before = done.size();
            // What cannot be done now may be done once more has changed; the last time counts.
            refused.clear();
            // All steps wait before a constant changes, so that the order of constants in the file decides nothing.
            workspace.steps().forEach(this::enqueue);
            visitConstants();
            while (!queue.isEmpty() && !isExhausted()) {
                Step step = queue.remove();
                step.queued = false;
                if (!step.gone) {
                    visit(step);
                }
            }
            visitFunctions();
        } while (done.size() > before && !isExhausted());
        if (isExhausted()) {
            notes.add("stopped after " + budget + " rewrites, the budget; simplify again to go on");
        }
    }

    boolean isExhausted() {
        return done.size() >= budget;
    }

    List<Rewrite> done() {
        return done;
    }

    List<Rewrite> refused() {
        return List.copyOf(refused);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    List<Failure> failures() {
        return failures;
    }

    private void enqueue(Step step) {
        if (!step.queued && !step.gone) {
            step.queued = true;
            queue.add(step);
        }
    }

    private void visit(Step step) {
        BlockView view = new BlockView(workspace, step.block, mode, legality);
        List<NodeRule> candidates = rulesFor(step.node, view);
        for (int i = 0; i < candidates.size(); i++) {
            NodeRule rule = candidates.get(i);
            if (perform(rule, step.node, proposal(rule, step, view), step)) {
                return;
            }
        }
    }

    private List<NodeRule> rulesFor(Node node, BlockView view) {
        boolean known = node.op().isDefaultDomain() && legality.schema(node) != null && view.function(node) == null;
        return known ? rules.startingFrom(node.op().type()) : rules.startingFromAny();
    }

    // Not by the way below: this is asked of every rule at every node.
    private Edit proposal(NodeRule rule, Step step, BlockView view) {
        try {
            return rule.apply(step.node, view);
        } catch (RuntimeException e) {
            return nothing(rule, step.node, e);
        }
    }

    private Edit proposal(Rule rule, Object subject, Supplier<Edit> proposal) {
        try {
            return proposal.get();
        } catch (RuntimeException e) {
            return nothing(rule, subject, e);
        }
    }

    /** What is left of a rule that could not do its work; everything else can still be simplified. */
    private Edit nothing(Rule rule, Object subject, RuntimeException problem) {
        if (problem instanceof OnnxNetException) {
            // A constant whose data cannot be read, say.
            notes.add(rule.name() + " left " + subject + " as it is: " + problem.getMessage());
        } else {
            failures.add(new Failure(rule.name(), subject.toString(), problem));
        }
        return Edit.unchanged();
    }

    /** Does an edit if it can be done. */
    private boolean perform(Rule rule, Object subject, Edit edit, @Nullable Step root) {
        if (edit.isUnchanged()) {
            return false;
        }
        @Nullable String problem;
        try {
            problem = editor.problem(edit, root);
        } catch (RuntimeException e) {
            nothing(rule, subject, e);
            return false;
        }
        List<String> nodes = edit.removed().stream().map(Node::toString).toList();
        if (problem != null) {
            if (!problem.isEmpty()) {
                refused.add(new Rewrite(rule.name(), nodes, problem));
            }
            return false;
        }
        commit(rule, subject, edit, root);
        done.add(new Rewrite(rule.name(), nodes, edit.reason()));
        return true;
    }

    private void commit(Rule rule, Object subject, Edit edit, @Nullable Step root) {
        try {
            editor.commit(edit, root).forEach(this::enqueue);
        } catch (RuntimeException e) {
            throw new BrokenEditException(rule, new Failure(rule.name(), subject.toString(), e));
        }
    }

    private void visitConstants() {
        for (ConstantRule rule : rules.constantRules()) {
            for (Cell cell : workspace.initializers()) {
                Tensor constant = cell.constant;
                if (constant != null && !isExhausted()) {
                    BlockView view = new BlockView(workspace, cell.block, mode, legality);
                    perform(rule, constant, proposal(rule, constant, () -> rule.apply(constant, view)), null);
                }
            }
        }
    }

    private void visitFunctions() {
        BlockView view = new BlockView(workspace, workspace.main, mode, legality);
        for (FunctionRule rule : rules.functionRules()) {
            for (Function function : workspace.functions.all()) {
                if (!isExhausted()) {
                    String subject = "function " + function.id();
                    perform(rule, subject, proposal(rule, subject, () -> rule.apply(function, view)), null);
                }
            }
        }
    }
}
