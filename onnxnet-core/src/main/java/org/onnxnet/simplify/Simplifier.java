package org.onnxnet.simplify;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.analysis.CanonicalOrder;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.shape.InferredTypes;
import org.onnxnet.shape.ShapeInference;
import org.onnxnet.simplify.SimplificationReport.Rewrite;
import org.onnxnet.simplify.rule.Rules;

/**
 * Applies rules to a model until none has anything more to say. Deterministic: the result depends on the model and the mode
 * only, not on the names in the model, and in CANONICAL mode not on the order of independent nodes either. Simplifying a
 * result again changes nothing. Immutable and safe to share between threads.
 */
public final class Simplifier {
    /** Each round infers all types anew; one more than needed is enough, and no model is known to need more than three. */
    private static final int MAX_ROUNDS = 12;

    private final SimplifyMode mode;
    private final List<Rule> rules;
    private final int budget;

    private Simplifier(SimplifyMode mode, List<Rule> rules, int budget) {
        this.mode = mode;
        this.rules = List.copyOf(rules);
        this.budget = budget;
    }

    /** A simplifier with all {@linkplain Rules#of rules of a mode}. */
    public static Simplifier of(SimplifyMode mode) {
        return new Simplifier(mode, Rules.of(mode), 0);
    }

    /** The same with other rules, in the order in which they are tried. */
    public Simplifier withRules(List<Rule> newRules) {
        return new Simplifier(mode, newRules, budget);
    }

    /**
     * The same with another limit on the number of rewrites. Without one it grows with the model, far beyond what any model
     * needs, so that no two rules can undo each other for ever.
     */
    public Simplifier withBudget(int rewrites) {
        if (rewrites < 1) {
            throw new IllegalArgumentException("budget is " + rewrites + ", wanted at least 1 rewrite");
        }
        return new Simplifier(mode, rules, rewrites);
    }

    /**
     * Simplifies a model. Never fails on a model that could be loaded: where it cannot work it gives the model back as it is,
     * and the report says why. The same model object comes back where nothing changed.
     */
    public Simplification simplify(Model model) {
        int nodes = nodeCount(model.graph());
        int limit = budget > 0 ? budget : 10_000 + 16 * nodes;
        List<Rewrite> done = new ArrayList<>();
        List<Rewrite> refused = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Model current = model;
        boolean changed = true;
        for (int round = 0; changed && round < MAX_ROUNDS; round++) {
            changed = false;
            try {
                Model ordered = inOrder(current);
                Workspace workspace = WorkspaceReader.read(ordered, infer(ordered));
                Driver driver = new Driver(workspace, mode, rules, limit - done.size());
                driver.run();
                refused.clear();
                refused.addAll(driver.refused());
                if (!driver.done().isEmpty()) {
                    done.addAll(driver.done());
                    current = WorkspaceWriter.write(workspace);
                    changed = true;
                }
                notes.addAll(driver.notes());
                changed &= !driver.isExhausted();
            } catch (UnworkableModelException | InvalidModelException e) {
                notes.add("left as it is: " + e.getMessage());
            }
        }
        return new Simplification(
                current, new SimplificationReport(mode, nodes, nodeCount(current.graph()), done, refused, notes));
    }

    /** What a rule does may hang on which node comes first, and one network in one form must not hang on the file. */
    private Model inOrder(Model model) {
        return mode == SimplifyMode.CANONICAL ? model.withGraph(CanonicalOrder.sort(model.graph())) : model;
    }

    /** Types that follow from the inputs. What a file declares of values in between is often wrong, so it is left out. */
    private static InferredTypes infer(Model model) {
        Graph graph = model.graph();
        List<Value> outputs = graph.outputs().stream()
                .map(output -> output.withType(withoutShape(output.type())))
                .toList();
        return ShapeInference.standard()
                .infer(model.withGraph(
                        graph.with(parts -> parts.outputs(outputs).valueInfo(List.of()))));
    }

    private static @Nullable ValueType withoutShape(@Nullable ValueType type) {
        return type instanceof ValueType.OfTensor tensor ? ValueType.tensor(tensor.elementType(), (Shape) null) : type;
    }

    private static int nodeCount(Graph graph) {
        return graph.nodes().size()
                + graph.nestedGraphs().stream().mapToInt(g -> g.nodes().size()).sum();
    }
}
