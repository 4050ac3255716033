package org.onnxnet.simplify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Value;

/** One graph that is being edited: its steps as a linked list in topological order. */
final class Block {
    private static final long GAP = 1L << 20;

    final Graph original;

    @Nullable
    Block parent;

    /** Value names of the file to the unique names that stand for them here. */
    final Map<String, String> names = new LinkedHashMap<>();

    final List<Value> inputs = new ArrayList<>();
    final List<Value> outputs = new ArrayList<>();
    /** Cells with an initializer, by name, in file order. */
    final Map<String, Cell> initializers = new LinkedHashMap<>();

    @Nullable
    Step first;

    @Nullable
    Step last;

    Block(Graph original, @Nullable Block parent) {
        this.original = original;
        this.parent = parent;
    }

    boolean isMain() {
        return parent == null;
    }

    void append(Step step) {
        insertBefore(step, null);
    }

    /** Puts a step in front of another of this block, at the end for null. */
    void insertBefore(Step step, @Nullable Step follower) {
        Step before = follower == null ? last : follower.previous;
        step.block = this;
        step.previous = before;
        step.next = follower;
        if (before == null) {
            first = step;
        } else {
            before.next = step;
        }
        if (follower == null) {
            last = step;
        } else {
            follower.previous = step;
        }
        long low = before == null ? 0 : before.order;
        if (follower == null) {
            step.order = low + GAP;
        } else if (follower.order - low < 2) {
            renumber();
        } else {
            step.order = low + (follower.order - low) / 2;
        }
    }

    void unlink(Step step) {
        if (step.previous == null) {
            first = step.next;
        } else {
            step.previous.next = step.next;
        }
        if (step.next == null) {
            last = step.previous;
        } else {
            step.next.previous = step.previous;
        }
        step.previous = null;
        step.next = null;
    }

    private void renumber() {
        long order = 0;
        for (Step step = first; step != null; step = step.next) {
            order += GAP;
            step.order = order;
        }
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (Step step = first; step != null; step = step.next) {
            steps.add(step);
        }
        return steps;
    }
}
