package org.onnxnet.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.onnxnet.simplify.rewrite.ConstantRule;
import org.onnxnet.simplify.rewrite.FunctionRule;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.Rule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/** Rules by what they look at, in the order in which they are tried. Immutable. */
final class RuleIndex {
    private final List<Rule> rules;
    private final List<ConstantRule> constantRules;
    private final List<FunctionRule> functionRules;
    private final Map<String, List<NodeRule>> byRoot = new HashMap<>();
    private final List<NodeRule> forAll;

    RuleIndex(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        constantRules = only(ConstantRule.class, rules);
        functionRules = only(FunctionRule.class, rules);
        List<NodeRule> nodeRules = only(NodeRule.class, rules);
        forAll = nodeRules.stream()
                .filter(rule -> List.of(rule.info().roots()).contains(RuleInfo.ANY))
                .toList();
        for (NodeRule rule : nodeRules) {
            for (String root : rule.info().roots()) {
                if (!root.equals(RuleInfo.ANY)) {
                    byRoot.computeIfAbsent(root, r -> new ArrayList<>()).add(rule);
                }
            }
        }
        // Rules keep the order of the catalogue, whether they name an operator or not.
        byRoot.replaceAll((root, named) -> nodeRules.stream()
                .filter(rule -> named.contains(rule) || forAll.contains(rule))
                .toList());
    }

    private static <T extends Rule> List<T> only(Class<T> kind, List<Rule> rules) {
        return rules.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** All but one of these. */
    RuleIndex without(Rule rule) {
        return new RuleIndex(rules.stream().filter(each -> !each.equals(rule)).toList());
    }

    List<ConstantRule> constantRules() {
        return constantRules;
    }

    List<FunctionRule> functionRules() {
        return functionRules;
    }

    /** Those that start from an operator of the standard, with those that start from any. */
    List<NodeRule> startingFrom(String operator) {
        return byRoot.getOrDefault(operator, forAll);
    }

    /** Those that start from any node. */
    List<NodeRule> startingFromAny() {
        return forAll;
    }
}
