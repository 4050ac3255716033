package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Value;

class MergeSequenceIntoConcatTest {
    private final RuleAssert rule = RuleAssert.of(new MergeSequenceIntoConcat());

    private static String sequence(GraphBuilder g) {
        return g.op("SequenceConstruct", List.of(g.input("x", FLOAT, 2, 3), g.input("y", FLOAT, 2, 3)));
    }

    @Test
    void joinedAlongAnAxis() {
        rule.fires(
                17,
                g -> g.output(g.op("ConcatFromSequence", List.of(sequence(g)), Attribute.of("axis", -1)), FLOAT, 2, 6),
                "Concat");
    }

    @Test
    void stackedAlongANewAxis() {
        rule.doesNotFire(
                17,
                g -> g.output(
                        g.op(
                                "ConcatFromSequence",
                                List.of(sequence(g)),
                                Attribute.of("axis", 0),
                                Attribute.of("new_axis", 1)),
                        FLOAT,
                        2,
                        2,
                        3));
    }

    @Test
    void theSequenceHasAnotherReader() {
        rule.doesNotFire(17, g -> {
            String sequence = sequence(g);
            g.output(g.op("ConcatFromSequence", List.of(sequence), Attribute.of("axis", 0)), FLOAT, 4, 3);
            g.output(new Value(g.op("SequenceLength", List.of(sequence)), null));
        });
    }
}
