package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Model;

class MergeTransposesTest {
    private final RuleAssert rule = RuleAssert.of(new MergeTransposes());

    @Test
    void twoBecomeOne() {
        Model result = rule.fires(
                17,
                g -> {
                    String y = g.op("Transpose", List.of(g.input("x", FLOAT, 2, 3, 4)));
                    g.output(g.op("Transpose", List.of(y), Attribute.ofInts("perm", 2, 0, 1)), FLOAT, 2, 4, 3);
                },
                "Transpose");
        assertThat(RuleAssert.only(result, "Transpose").intsAttribute("perm")).containsExactly(0L, 2L, 1L);
    }

    @Test
    void oneStays() {
        rule.doesNotFire(17, g -> g.output(g.op("Transpose", List.of(g.input("x", FLOAT, 2, 3))), FLOAT, 3, 2));
    }
}
