package org.onnxnet.simplify.rule;

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

class RemoveNoOpShapeChangeTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveNoOpShapeChange());

    private static Consumer<GraphBuilder> reshape(long... shape) {
        return g -> {
            String s = g.initializer(Tensor.ofLongs("s", shape));
            String y = g.op("Reshape", List.of(g.input("x", FLOAT, 2, 3), s));
            g.output(new Value(g.op("Relu", List.of(y)), ValueType.tensor(FLOAT, Shape.ofRank(shape.length))));
        };
    }

    @Test
    void aReshapeToTheSameShapeGoes() {
        rule.fires(17, reshape(2, -1), "Relu");
        rule.fires(17, reshape(0, 3), "Relu");
    }

    @Test
    void aReshapeToAnotherShapeStays() {
        rule.doesNotFire(17, reshape(3, -1));
    }

    @Test
    void anExpandThatMayGrowStays() {
        rule.doesNotFire(17, g -> {
            String x = g.input(new Value("x", ValueType.tensor(FLOAT, new Shape(List.of(Dim.of("N"), Dim.of(4))))));
            String s = g.initializer(Tensor.ofLongs("s", 3, 1));
            g.output(new Value(g.op("Expand", List.of(x, s)), ValueType.tensor(FLOAT, Shape.ofRank(2))));
        });
    }

    @Test
    void aSymbolicShapeThatStaysGoes() {
        Shape shape = new Shape(List.of(Dim.of("N"), Dim.of(4)));
        Model model = GraphBuilder.model(17, g -> {
            String x = g.input(new Value("x", ValueType.tensor(FLOAT, shape)));
            String s = g.initializer(Tensor.ofLongs("s", 0, 4));
            g.output(new Value(g.op("Relu", List.of(g.op("Reshape", List.of(x, s)))), ValueType.tensor(FLOAT, shape)));
        });
        rule.firesAndChangesInputs(model, "Relu");
    }
}
