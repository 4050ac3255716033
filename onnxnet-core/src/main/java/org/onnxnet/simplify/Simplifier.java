package org.onnxnet.simplify;

import java.util.List;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Model;
import org.onnxnet.simplify.rewrite.FunctionRule;
import org.onnxnet.simplify.rewrite.Rule;
import org.onnxnet.simplify.rule.Rules;

/**
 * Applies rules to a model until none has anything more to say. Deterministic: the result depends on the model and the mode
 * only, not on the names in the model, and in CANONICAL mode not on the order of independent nodes either. Simplifying a
 * result again changes nothing. Immutable and safe to share between threads.
 */
public final class Simplifier {
    private final SimplifyMode mode;
    private final List<Rule> rules;
    private final RuleIndex index;
    private final int budget;

    private Simplifier(SimplifyMode mode, List<Rule> rules, int budget) {
        this.mode = mode;
        this.rules = List.copyOf(rules);
        this.index = new RuleIndex(this.rules);
        this.budget = budget;
    }

    /** A simplifier with all rules that keep the promise of a mode. */
    public static Simplifier of(SimplifyMode mode) {
        return mode == SimplifyMode.LOSSLESS ? Standard.LOSSLESS : Standard.CANONICAL;
    }

    /** Made once: sorting the rules by what they look at costs as much as simplifying a small model. */
    private static final class Standard {
        private static final Simplifier LOSSLESS = new Simplifier(SimplifyMode.LOSSLESS, Rules.lossless(), 0);
        private static final Simplifier CANONICAL = new Simplifier(SimplifyMode.CANONICAL, Rules.all(), 0);
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
        int nodes = nodeCount(model);
        int limit = budget > 0 ? budget : 10_000 + 16 * (nodes + new Functions(model).inlinedNodes());
        Rounds rounds = new Rounds(mode, index, limit);
        Model simple = rounds.run(model, "");
        if (!simple.functions().isEmpty()) {
            List<Rule> lossless = rules.stream()
                    .filter(rule -> rule.info().lossless() && !(rule instanceof FunctionRule))
                    .toList();
            Rounds inside = new Rounds(SimplifyMode.LOSSLESS, new RuleIndex(lossless), limit);
            simple = FunctionBodies.simplify(simple, inside);
            rounds.add(inside);
        }
        return new Simplification(simple, rounds.report(nodes, nodeCount(simple)));
    }

    private static int nodeCount(Model model) {
        long count = Functions.nodes(model.graph()).count();
        for (Function function : model.functions()) {
            count += Functions.nodes(function.toGraph()).count();
        }
        return Math.toIntExact(count);
    }
}
