package org.onnxnet.simplify.rewrite;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the catalogue says of a rule; docs/simplifier-rules.md is written from it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RuleInfo {
    /** Matches every node, of whatever domain. */
    String ANY = "*";

    /**
     * The operators of the default domain that the rule starts from, which are the last nodes of its pattern; none for a rule
     * that starts from initializers or local functions.
     */
    String[] roots();

    /** Whether every output bit and the interface stay; otherwise outputs are equal up to rounding. */
    boolean lossless();

    /** One sentence. */
    String summary();

    /** A rewrite it does, written {@code before -> after}. */
    String example();
}
