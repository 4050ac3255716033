package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class MoveUniformTest {
    private final RuleAssert rule = RuleAssert.of(new MoveUniform());

    private static String threes(GraphBuilder g, String shape) {
        return g.op("ConstantOfShape", List.of(shape), Attribute.of("value", Tensor.ofFloats("", Shape.of(1), 3)));
    }

    @Test
    void newAxes() {
        Model result = rule.fires(
                17,
                g -> {
                    String c = threes(g, g.initializer(Tensor.ofLongs("s", 40)));
                    String moved = g.op("Unsqueeze", List.of(c, g.initializer(Tensor.ofLongs("a", 1))));
                    g.output(g.op("Add", List.of(moved, g.input("x", FLOAT, 2))), FLOAT, 40, 2);
                },
                "ConstantOfShape",
                "Add");
        assertThat(result.graph().initializers()).hasSize(1);
        assertThat(result.graph().initializers().get(0).toLongs()).containsExactly(40, 1);
    }

    /** Both nodes stay, and runtimes want their names to differ. */
    @Test
    void aMakerThatIsReadTwice() {
        rule.fires(
                17,
                g -> {
                    String c = threes(g, g.initializer(Tensor.ofLongs("s", 40)));
                    String moved = g.op("Unsqueeze", List.of(c, g.initializer(Tensor.ofLongs("a", 1))));
                    g.output(g.op("Add", List.of(moved, c)), FLOAT, 40, 40);
                },
                "ConstantOfShape",
                "ConstantOfShape",
                "Add");
    }

    @Test
    void anOpenShapeStays() {
        rule.doesNotFire(17, g -> {
            Shape open = new Shape(List.of(Dim.of("n")));
            String s = g.op("Shape", List.of(g.input(new Value("x", ValueType.tensor(FLOAT, open)))));
            String moved = g.op("Unsqueeze", List.of(threes(g, s), g.initializer(Tensor.ofLongs("a", 0))));
            g.output(new Value(moved, ValueType.tensor(ElementType.FLOAT, Shape.ofRank(2))));
        });
    }
}
