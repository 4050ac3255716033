package org.onnxnet.simplify.rewrite;

import java.util.Objects;

/**
 * One rewrite. Stateless and free of side effects: it looks at one thing and what surrounds it, and says what it would change;
 * the simplifier decides and does it. Every rule carries a {@link RuleInfo}.
 */
public sealed interface Rule permits NodeRule, ConstantRule, FunctionRule {
    /** What the catalogue says of this rule. */
    default RuleInfo info() {
        return Objects.requireNonNull(getClass().getAnnotation(RuleInfo.class), name());
    }

    /** The name that reports and the catalogue use. */
    default String name() {
        return getClass().getSimpleName();
    }
}
