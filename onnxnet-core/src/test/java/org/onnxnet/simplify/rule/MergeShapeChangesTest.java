package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class MergeShapeChangesTest {
    private final RuleAssert rule = RuleAssert.of(new MergeShapeChanges());

    private static Consumer<GraphBuilder> chain(long[] first, long[] second) {
        return g -> {
            String a = g.initializer(Tensor.ofLongs("a", first));
            String b = g.initializer(Tensor.ofLongs("b", second));
            String y = g.op("Reshape", List.of(g.input("x", FLOAT, 2, 3, 4), a));
            g.output(new Value(g.op("Reshape", List.of(y, b)), ValueType.tensor(FLOAT, Shape.ofRank(second.length))));
        };
    }

    @Test
    void aZeroMeansADimensionOfTheTensorInTheMiddle() {
        Model result = rule.fires(17, chain(new long[] {6, 4}, new long[] {0, -1}), "Reshape");
        assertThat(result.graph().initializers().get(0).toLongs()).containsExactly(6, 4);
    }

    @Test
    void aChainThatComesBackIsNothing() {
        rule.fires(
                17,
                g -> {
                    String a = g.initializer(Tensor.ofLongs("a", 0));
                    String y = g.op("Unsqueeze", List.of(g.input("x", FLOAT, 3, 2), a));
                    g.output(g.op("Relu", List.of(g.op("Squeeze", List.of(y, a)))), FLOAT, 3, 2);
                },
                "Relu");
    }

    @Test
    void twoOpenDimensionsStay() {
        Shape shape = new Shape(List.of(Dim.of("N"), Dim.of("M"), Dim.of(4)));
        rule.doesNotFire(17, g -> {
            String x = g.input(new Value("x", ValueType.tensor(FLOAT, shape)));
            String y = g.op("Reshape", List.of(x, g.initializer(Tensor.ofLongs("a", 0, 0, 2, 2))));
            String z = g.op("Reshape", List.of(y, g.initializer(Tensor.ofLongs("b", 0, 0, 1, 4))));
            g.output(new Value(z, ValueType.tensor(FLOAT, Shape.ofRank(4))));
        });
    }

    @Test
    void aValueInTheMiddleThatIsReadTwiceStays() {
        rule.doesNotFire(17, g -> {
            String a = g.initializer(Tensor.ofLongs("a", 6, 4));
            String b = g.initializer(Tensor.ofLongs("b", 12, 2));
            String y = g.op("Reshape", List.of(g.input("x", FLOAT, 2, 3, 4), a));
            g.output(g.op("Reshape", List.of(y, b)), FLOAT, 12, 2);
            g.output(g.op("Relu", List.of(y)), FLOAT, 6, 4);
        });
    }
}
