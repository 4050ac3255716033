package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.BOOL;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.FLOAT16;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class FoldConstantsTest {
    private final RuleAssert rule = RuleAssert.of(new FoldConstants());

    private static Consumer<GraphBuilder> times(Function<GraphBuilder, String> factor) {
        return g -> g.output(g.op("Mul", List.of(g.input("x", FLOAT, 2, 2), factor.apply(g))), FLOAT, 2, 2);
    }

    @Test
    void arithmetic() {
        Model result = rule.fires(
                17,
                times(g -> {
                    String a = g.initializer(Tensor.ofFloats("a", Shape.of(2), 0.1f, 16777216f));
                    String b = g.initializer(Tensor.ofFloats("b", Shape.of(2, 1), 0.2f, 3f));
                    return g.op("Div", List.of(g.op("Add", List.of(a, b)), b));
                }),
                "Mul");
        assertThat(result.graph().initializers()).hasSize(1);
    }

    @Test
    void movement() {
        rule.fires(
                17,
                times(g -> {
                    String a = g.initializer(Tensor.ofFloats("a", Shape.of(1, 3), 1, 2, 3));
                    String both = g.op("Concat", List.of(a, a), Attribute.of("axis", 0));
                    String turned = g.op("Transpose", List.of(both));
                    String rows = g.op("Gather", List.of(turned, g.initializer(Tensor.ofLongs("i", 2, -3))));
                    String start = g.initializer(Tensor.ofLongs("start", -1));
                    String end = g.initializer(Tensor.ofLongs("end", Long.MIN_VALUE));
                    String axis = g.initializer(Tensor.ofLongs("axis", 1));
                    String step = g.initializer(Tensor.ofLongs("step", -1));
                    return g.op("Slice", List.of(rows, start, end, axis, step));
                }),
                "Mul");
    }

    /** ONNX Runtime adds and multiplies in 32 bits here, and the sum is never rounded to 16. */
    @Test
    void sumsOf16BitsStay() {
        rule.doesNotFire(17, g -> {
            Bytes bits = Bytes.copyOf(new byte[] {0, 0x3C, 1, 0x3C});
            String a = g.initializer(Tensor.ofRaw("a", FLOAT16, Shape.of(2), bits));
            g.output(g.op("Mul", List.of(g.input("x", FLOAT16, 2), g.op("Add", List.of(a, a)))), FLOAT16, 2);
        });
    }

    @Test
    void aResultThatIsNotANumberStays() {
        rule.doesNotFire(17, times(g -> {
            String zero = g.initializer(Tensor.ofFloats("a", Shape.of(2), 0, 1));
            return g.op("Div", List.of(zero, zero));
        }));
    }

    @Test
    void functionsWhoseRoundingIsNotFixedStay() {
        rule.doesNotFire(
                17, times(g -> g.op("Exp", List.of(g.initializer(Tensor.ofFloats("a", Shape.of(2), 0.3f, 1))))));
    }

    @Test
    void whatWouldGrowTheFileStays() {
        rule.doesNotFire(17, g -> {
            String shape = g.initializer(Tensor.ofLongs("s", 8, 8));
            String ones = g.op("ConstantOfShape", List.of(shape));
            g.output(g.op("Add", List.of(g.input("x", FLOAT, 8, 8), ones)), FLOAT, 8, 8);
        });
    }

    @Test
    void anOverridableInitializerIsNoConstant() {
        Model model = GraphBuilder.model(17, times(g -> g.op("Neg", List.of(g.input("w", FLOAT, 2)))));
        Tensor w = Tensor.ofFloats("w", Shape.of(2), 1, 2);
        rule.doesNotFire(model.withGraph(model.graph().with(parts -> parts.initializers(List.of(w)))));
    }

    /** The standard lets it through, ONNX Runtime does not. */
    @Test
    void aChoiceOfNegativeZeroStays() {
        rule.doesNotFire(17, times(g -> {
            String c = g.initializer(Tensor.ofRaw("c", BOOL, Shape.of(2), Bytes.wrap(new byte[] {1, 0})));
            String a = g.initializer(Tensor.ofFloats("a", Shape.of(2), -0f, 1f));
            return g.op("Where", List.of(c, a, a));
        }));
    }

    @Test
    void typesThatDoNotGoTogetherStay() {
        rule.doesNotFire(17, times(g -> {
            String a = g.initializer(Tensor.ofLongs("a", 4, 6));
            String b = g.initializer(Tensor.ofFloats("b", Shape.of(2), 1, 2));
            return g.op("Div", List.of(a, b));
        }));
    }

    @Test
    void aShapeThatNoTensorCanHaveStays() {
        rule.doesNotFire(17, g -> {
            String shape = g.initializer(Tensor.ofLongs("shape", Long.MAX_VALUE, 2));
            g.output(new Value(
                    g.op("ConstantOfShape", List.of(shape)), ValueType.tensor(FLOAT, Shape.of(Long.MAX_VALUE, 2))));
        });
    }
}
