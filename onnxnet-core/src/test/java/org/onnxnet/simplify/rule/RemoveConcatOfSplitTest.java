package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.OpId;

class RemoveConcatOfSplitTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveConcatOfSplit());

    private static Consumer<GraphBuilder> concat(long splitAxis, long concatAxis, int... parts) {
        return g -> {
            List<String> split =
                    g.op(OpId.of("Split"), 2, List.of(g.input("x", FLOAT, 4, 4)), Attribute.of("axis", splitAxis));
            List<String> chosen = List.of(split.get(parts[0]), split.get(parts[1]));
            String y = g.op("Concat", chosen, Attribute.of("axis", concatAxis));
            g.output(g.op("Relu", List.of(y)), FLOAT, splitAxis == concatAxis ? 4 : 8, splitAxis == concatAxis ? 4 : 2);
        };
    }

    @Test
    void allPartsInOrder() {
        rule.fires(13, concat(1, 1, 0, 1), "Relu");
    }

    @Test
    void oneAxisUnderTwoNames() {
        rule.fires(
                13,
                g -> {
                    List<String> parts =
                            g.op(OpId.of("Split"), 2, List.of(g.input("x", FLOAT, 4, 4)), Attribute.of("axis", -2));
                    g.output(g.op("Relu", List.of(g.op("Concat", parts, Attribute.of("axis", 0)))), FLOAT, 4, 4);
                },
                "Relu");
    }

    @Test
    void theSplitStaysWhereAPartIsReadElsewhere() {
        rule.fires(
                13,
                g -> {
                    List<String> parts = g.op(OpId.of("Split"), 2, List.of(g.input("x", INT64, 2)));
                    g.output(g.op("Neg", List.of(parts.get(0))), INT64, 1);
                    g.output(g.op("Neg", List.of(g.op("Concat", parts, Attribute.of("axis", 0)))), INT64, 2);
                },
                "Split",
                "Neg",
                "Neg");
    }

    @Test
    void anotherOrderStays() {
        rule.doesNotFire(13, concat(1, 1, 1, 0));
    }

    @Test
    void aPartThereTwiceStays() {
        rule.doesNotFire(13, concat(1, 1, 0, 0));
    }

    @Test
    void anotherAxisStays() {
        rule.doesNotFire(13, concat(1, 0, 0, 1));
    }

    @Test
    void aPartLeftOutStays() {
        rule.doesNotFire(13, g -> {
            List<String> parts = g.op(OpId.of("Split"), 3, List.of(g.input("x", FLOAT, 3)));
            String y = g.op("Concat", parts.subList(0, 2), Attribute.of("axis", 0));
            g.output(g.op("Relu", List.of(y)), FLOAT, 2);
        });
    }
}
