package org.onnxnet.simplify.rule;

import org.onnxnet.graph.Function;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.FunctionRule;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Removes a local function that no node calls, nor a function that is called. Models that carry training graphs keep theirs.
 *
 * <pre>functions Twice and Unread -> function Twice</pre>
 */
@RuleInfo(
        roots = {},
        lossless = true,
        summary = "A local function goes when nothing calls it.",
        example = "functions Twice and Unread -> function Twice")
public final class RemoveUncalledFunction implements FunctionRule {
    @Override
    public Edit apply(Function function, GraphView graph) {
        return graph.isCalled(function)
                ? Edit.unchanged()
                : Edit.because("nothing calls function " + function.id())
                        .drop(function)
                        .build();
    }
}
