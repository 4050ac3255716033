package org.onnxnet.shape;

import java.util.List;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/**
 * Activations, normalizations and other operators of
 * <a href="https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md">ONNX Runtime</a> whose output has the
 * shape of an input, or nearly.
 */
final class ContributedElementwiseRules {
    private ContributedElementwiseRules() {}

    static void register(RuleSet rules) {
        for (String type : List.of(
                "BiasAdd",
                "BiasGelu",
                "BiasSoftmax",
                "FastGelu",
                "GatedAdd",
                "GatedRMSNorm",
                "Gelu",
                "GroupNorm",
                "Inverse",
                "LongformerAttention",
                "MRotaryEmbedding",
                "MoE",
                "QMoE",
                "QOrderedAttention",
                "QOrderedGelu",
                "QOrderedLayerNormalization",
                "QOrderedLongformerAttention",
                "QuickGelu",
                "RotaryEmbedding",
                "Trilu")) {
            rules.addContributed(type, ElementwiseRules::sameType);
        }
        rules.addContributed("GemmaRotaryEmbedding", node -> {
            node.setTensor(0, node.elementType(1), node.shape(1));
            node.setTensor(1, node.elementType(3), node.shape(3));
        });
        rules.addContributed("LinearAttentionGate", node -> {
            node.copyType(0, 0);
            node.copyType(3, 1);
        });
        // Operators of ONNX from before it had a versioned standard.
        for (String type : List.of("Affine", "GRUUnit", "ImageScaler", "ParametricSoftplus", "Scale", "ScaledTanh")) {
            rules.add(type, 1, ElementwiseRules::sameType);
        }
        rules.add("SimplifiedLayerNormalization", 1, ContributedElementwiseRules::simplifiedNormalization);
        rules.addContributed("SkipLayerNormalization", ContributedElementwiseRules::skipNormalization);
        rules.addContributed("SkipSimplifiedLayerNormalization", ContributedElementwiseRules::skipNormalization);
        rules.addContributed("SkipGroupNorm", node -> {
            node.copyType(0, 0);
            node.copyType(0, 1);
        });
        rules.addContributed("BiasSplitGelu", ContributedElementwiseRules::splitGelu);
        rules.addContributed("BiasDropout", node -> dropout(node, ElementType.BOOL));
        rules.addContributed("BitmaskBiasDropout", node -> dropout(node, ElementType.UINT32));
        rules.addContributed("BitmaskDropout", node -> dropout(node, ElementType.UINT32));
        for (String type : List.of("ComplexMul", "ComplexMulConj")) {
            rules.addContributed(
                    type, node -> node.setTensor(0, node.elementType(0), ArithmeticRules.broadcastShape(node)));
        }
        rules.addContributed(
                "MurmurHash3",
                node -> node.setTensor(
                        0, node.integer("positive", 1) != 0 ? ElementType.UINT32 : ElementType.INT32, node.shape(0)));
        rules.addContributed("IsAllFinite", node -> node.setTensor(0, ElementType.BOOL, Shape.SCALAR));
        rules.addContributed("NGramRepeatBlock", node -> node.copyType(1, 0));
    }

    /** The output has the type of the scale; what was divided by keeps the normalized axes as 1. */
    private static void simplifiedNormalization(NodeContext node) {
        Shape input = node.shape(0);
        node.setTensor(0, node.elementType(1), input);
        node.setTensor(
                1,
                node.elementType("stash_type"),
                input == null ? null : NormalizationRules.statistics(input, node.integer("axis", -1)));
    }

    /** Mean and inverse deviation, of which the simplified form leaves the former out, and the sum that was normalized. */
    private static void skipNormalization(NodeContext node) {
        Shape input = node.shape(0);
        Shape statistics = input == null || input.rank() == 0 ? null : NormalizationRules.statistics(input, -1);
        node.copyType(0, 0);
        node.setTensor(1, ElementType.FLOAT, statistics);
        node.setTensor(2, ElementType.FLOAT, statistics);
        node.copyType(0, 3);
    }

    private static void splitGelu(NodeContext node) {
        Shape input = node.shapeOfRank(0, 3);
        node.setTensor(
                0,
                node.elementType(0),
                input == null
                        ? null
                        : new Shape(List.of(input.dim(0), input.dim(1), DimMath.floorDiv(input.dim(2), 2))));
    }

    /** A mask of truth values has the shape of the data, one of bits holds 32 of them in each element. */
    private static void dropout(NodeContext node, ElementType mask) {
        node.copyType(0, 0);
        Shape input = node.shape(0);
        Shape bits = input == null ? Shape.ofRank(1) : new Shape(List.of(DimMath.ceilDiv(DimMath.count(input), 32)));
        node.setTensor(1, mask, mask == ElementType.BOOL ? input : bits);
    }
}
