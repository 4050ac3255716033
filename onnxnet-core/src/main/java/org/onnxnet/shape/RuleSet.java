package org.onnxnet.shape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.OpId;

/** The rules of all operators by the version from which on they hold. */
final class RuleSet {
    private static final List<Consumer<RuleSet>> FAMILIES = List.of(
            ConvolutionRules::register,
            PoolingRules::register,
            ElementwiseRules::register,
            ArithmeticRules::register,
            ReductionRules::register,
            LinearAlgebraRules::register,
            MovementRules::register,
            ConcatRule::register,
            SplitRule::register,
            RepeatRules::register,
            ReshapeRules::register,
            SelectionRules::register,
            ShapeValueRules::register,
            NormalizationRules::register,
            RecurrentRules::register,
            AttentionRules::register,
            StateSpaceRules::register,
            QuantizationRules::register,
            ResizeRules::register,
            ImageRules::register,
            NonMaxSuppressionRule::register,
            SignalRules::register,
            RandomRules::register,
            TextRules::register,
            SequenceRules::register,
            SequenceSplitRules::register,
            OptionalRules::register,
            ControlFlowRules::register,
            TrainingRules::register,
            MlFeatureRules::register,
            MlModelRules::register,
            ContributedElementwiseRules::register,
            ContributedProductRules::register,
            ContributedQuantizationRules::register,
            ContributedAttentionRules::register,
            ContributedStateRules::register,
            ContributedLayoutRules::register,
            ContributedMovementRules::register);

    private final Map<OpId, NavigableMap<Integer, ShapeRule>> rules = new HashMap<>();

    private RuleSet() {}

    static RuleSet standard() {
        return Standard.RULES;
    }

    /** Adds the rule of an operator of the default domain from an operator set version on, up to that of the next rule. */
    RuleSet add(String type, int since, ShapeRule rule) {
        return add(OpId.of(type), since, rule);
    }

    RuleSet add(OpId op, int since, ShapeRule rule) {
        if (rules.computeIfAbsent(op, o -> new TreeMap<>()).put(since, rule) != null) {
            throw new IllegalStateException("two rules for " + op + " since version " + since);
        }
        return this;
    }

    /** Adds the rule of an operator that ONNX Runtime contributes; those have one version. */
    RuleSet addContributed(String type, ShapeRule rule) {
        return add(new OpId("com.microsoft", type), 1, rule);
    }

    /** Adds one rule for several operators of the default domain, in all versions. */
    RuleSet addAll(List<String> types, ShapeRule rule) {
        types.forEach(type -> add(type, 1, rule));
        return this;
    }

    /** The rule that holds for an operator in an operator set version; null where there is none. */
    @Nullable
    ShapeRule find(OpId op, long opset) {
        NavigableMap<Integer, ShapeRule> history = rules.get(op);
        if (history == null) {
            return null;
        }
        Map.Entry<Integer, ShapeRule> found = history.floorEntry((int) Math.min(opset, Integer.MAX_VALUE));
        return found == null ? null : found.getValue();
    }

    Set<OpId> operators() {
        return Set.copyOf(rules.keySet());
    }

    private static final class Standard {
        static final RuleSet RULES = new RuleSet();

        static {
            FAMILIES.forEach(family -> family.accept(RULES));
        }
    }
}
