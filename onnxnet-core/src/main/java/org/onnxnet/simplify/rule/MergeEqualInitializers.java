package org.onnxnet.simplify.rule;

import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.rewrite.ConstantRule;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Lets readers of equal small initializers read the first of them.
 *
 * <pre>Add(x, c), Mul(x, d) with c = d -> Add(x, c), Mul(x, c)</pre>
 */
@RuleInfo(
        roots = {},
        lossless = true,
        summary = "Of equal initializers (at most 16 KiB) the first is read by all.",
        example = "Add(x, c), Mul(x, d) where c equals d -> Add(x, c), Mul(x, c)")
public final class MergeEqualInitializers implements ConstantRule {
    @Override
    public Edit apply(Tensor constant, GraphView graph) {
        if (graph.isOutput(constant.name()) || graph.useCount(constant.name()) == 0) {
            return Edit.unchanged();
        }
        String equal = graph.equalConstant(constant.name());
        return equal == null
                ? Edit.unchanged()
                : Edit.because("'" + constant.name() + "' equals '" + equal + "'")
                        .rename(constant.name(), equal)
                        .build();
    }
}
