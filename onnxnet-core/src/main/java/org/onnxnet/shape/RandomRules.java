package org.onnxnet.shape;

import java.util.List;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/** Random numbers: their shape is an attribute or that of an input. */
final class RandomRules {
    private RandomRules() {}

    static void register(RuleSet rules) {
        for (String type : List.of("RandomNormal", "RandomUniform")) {
            rules.add(type, 1, RandomRules::shaped);
        }
        for (String type : List.of("RandomNormalLike", "RandomUniformLike")) {
            rules.add(type, 1, RandomRules::like);
        }
        rules.add("Bernoulli", 15, RandomRules::like);
        rules.add("Multinomial", 7, RandomRules::multinomial);
    }

    private static void shaped(NodeContext node) {
        ElementType type = node.elementType("dtype");
        long[] dims = node.integers("shape");
        node.setTensor(0, type == null ? ElementType.FLOAT : type, dims == null ? null : Shape.of(dims));
    }

    private static void like(NodeContext node) {
        ElementType type = node.elementType("dtype");
        node.setTensor(0, type == null ? node.elementType(0) : type, node.shape(0));
    }

    /** For each row of {@code [batch, classes]} a number of samples. */
    private static void multinomial(NodeContext node) {
        Shape input = node.shapeOfRank(0, 2);
        ElementType type = node.elementType("dtype");
        node.setTensor(
                0,
                type == null ? ElementType.INT32 : type,
                new Shape(List.of(input == null ? Dim.UNKNOWN : input.dim(0), Dim.of(node.integer("sample_size", 1)))));
    }
}
