package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.BOOL;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class InlineConstantIfTest {
    private final RuleAssert rule = RuleAssert.of(new InlineConstantIf());

    private static Consumer<GraphBuilder> branch(boolean condition) {
        return g -> {
            String x = g.input("x", FLOAT, 2);
            byte[] bit = {(byte) (condition ? 1 : 0)};
            String c = g.initializer(Tensor.ofRaw("c", BOOL, Shape.SCALAR, Bytes.copyOf(bit)));
            Graph yes = GraphBuilder.graph("yes", b -> {
                String k = b.initializer(Tensor.ofFloats("k", Shape.of(2), 2, 3));
                b.output(b.op("Mul", List.of(b.op("Exp", List.of(x)), k)), FLOAT, 2);
            });
            Graph no = GraphBuilder.graph("no", b -> b.output(b.op("Neg", List.of(x)), FLOAT, 2));
            String y = g.op("If", List.of(c), Attribute.of("then_branch", yes), Attribute.of("else_branch", no));
            g.output(g.op("Abs", List.of(y)), FLOAT, 2);
        };
    }

    @Test
    void theBranchThatIsTakenComesOut() {
        rule.fires(17, branch(true), "Exp", "Mul", "Identity", "Abs");
        rule.fires(17, branch(false), "Neg", "Identity", "Abs");
    }

    @Test
    void aConditionThatIsAnInputStays() {
        rule.doesNotFire(17, g -> {
            String x = g.input("x", FLOAT, 2);
            Graph yes = GraphBuilder.graph("yes", b -> b.output(b.op("Neg", List.of(x)), FLOAT, 2));
            Graph no = GraphBuilder.graph("no", b -> b.output(b.op("Abs", List.of(x)), FLOAT, 2));
            String c = g.input("c", BOOL);
            g.output(
                    g.op("If", List.of(c), Attribute.of("then_branch", yes), Attribute.of("else_branch", no)),
                    FLOAT,
                    2);
        });
    }

    @Test
    void aBranchWithoutTheOutputKeepsIt() {
        rule.doesNotFire(17, g -> {
            g.input("x", FLOAT, 2);
            String c = g.initializer(Tensor.ofRaw("c", BOOL, Shape.SCALAR, Bytes.copyOf(new byte[] {1})));
            Graph none = GraphBuilder.graph("none", b -> {});
            String y = g.op("If", List.of(c), Attribute.of("then_branch", none), Attribute.of("else_branch", none));
            g.output(y, FLOAT, 2);
        });
    }
}
