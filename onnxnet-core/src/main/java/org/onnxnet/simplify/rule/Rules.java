package org.onnxnet.simplify.rule;

import java.util.List;
import org.onnxnet.simplify.rewrite.Rule;

/** The catalogue of all rules, in the order in which they are tried at a node. */
public final class Rules {
    private static final List<Rule> ALL = List.of(
            // what need not be there
            new RemoveDeadNode(),
            new RemoveUnusedInitializer(),
            new RemoveUncalledFunction(),
            new InlineFunction(),
            new MergeEqualInitializers(),
            new ConstantToInitializer(),
            new RemoveIdentity(),
            new RemoveDropout(),
            new RemoveNoOpCast(),
            new CastLikeToCast(),
            new RemoveNoOpTranspose(),
            new RemoveNoOpShapeChange(),
            new RemoveNoOpPad(),
            new RemoveNoOpSlice(),
            new RemoveSingleInput(),
            new RemoveSingleSplit(),
            new RemoveConcatOfSplit(),
            new RemoveUnitOperand(),
            new RemoveZeroAddition(),
            new RemoveConstantWhere(),
            // what is known already
            new FoldShapeArithmetic(),
            new FoldConstants(),
            new MoveConstant(),
            new MoveUniform(),
            new MergeEqualNodes(),
            // chains
            new InlineConstantIf(),
            new FuseNotIntoWhere(),
            new FuseSqueezeIntoReduction(),
            new MergeTransposes(),
            new MergeSqueezes(),
            new MergeUnsqueezes(),
            new MergeShapeChanges(),
            new MergeSlices(),
            new MergeConcats(),
            new MergeSequenceIntoConcat(),
            new MergeCasts(),
            new RemoveRepeatedOperation(),
            new MinMaxToClip(),
            new MergeClips(),
            new RemoveUnusedOutputs(),
            new RemoveUnitReduction(),
            // one form for what can be written in several
            new ResolveAutoPad(),
            new RemoveIdleAttribute(),
            new CountAxisFromFront(),
            new FusePadIntoConv(),
            new FusePadIntoAveragePool(),
            new FusePadIntoMaxPool(),
            new MergeFactors(),
            new FuseBatchNormalization(),
            new FuseChannelAffine(),
            new FuseFactorIntoWeights(),
            new EinsumToMatMul(),
            new FuseMatMulAdd(),
            new FuseGemmTranspose(),
            new FuseGelu(),
            new FuseHardSwish(),
            new FuseLayerNormalization(),
            new FuseLayerNormalizationBias(),
            new FuseRmsNormalization(),
            new FuseAttention(),
            new ReshapeToFlatten(),
            new ReduceMeanToGlobalAveragePool(),
            new FlattenedAverageToReduceMean());

    private Rules() {}

    /** Every rule there is. */
    public static List<Rule> all() {
        return ALL;
    }

    /** Those that keep every output bit. */
    public static List<Rule> lossless() {
        return ALL.stream().filter(rule -> rule.info().lossless()).toList();
    }
}
