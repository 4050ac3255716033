package org.onnxnet.simplify;

import org.onnxnet.simplify.SimplificationReport.Failure;
import org.onnxnet.simplify.rewrite.Rule;

/** An edit broke off in the middle, so that the workspace is of no more use. */
final class BrokenEditException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Rule rule;
    private final transient Failure failure;

    BrokenEditException(Rule rule, Failure failure) {
        super(failure.toString(), failure.exception());
        this.rule = rule;
        this.failure = failure;
    }

    Rule rule() {
        return rule;
    }

    Failure failure() {
        return failure;
    }
}
