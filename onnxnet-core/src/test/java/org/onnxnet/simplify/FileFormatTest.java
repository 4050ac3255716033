package org.onnxnet.simplify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.check.ModelChecker;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.io.OnnxWriter;
import org.onnxnet.testing.OrtRunner;
import org.onnxnet.testing.Outputs;
import org.onnxnet.testing.Simplifying;

class FileFormatTest {
    private static final Tensor X = Tensor.ofFloats("x", Shape.of(2), -1, 3);

    /** A weight that is an input, as format 3 wants it, and a constant that is a node. */
    private static Model format3(Consumer<GraphBuilder> more) {
        Model model = GraphBuilder.model(8, g -> {
            String w = g.initializer(Tensor.ofFloats("w", Shape.of(2), 5, 7));
            String y = g.op("Sub", List.of(g.input("x", FLOAT, 2), w));
            g.output(g.op("Pow", List.of(y, w)), FLOAT, 2);
            more.accept(g);
        });
        List<Value> inputs = List.of(model.graph().inputs().get(0), Value.tensor("w", FLOAT, 2));
        return model.withGraph(model.graph().with(parts -> parts.inputs(inputs)));
    }

    private static Model withConstant() {
        return format3(g -> {
            String c = g.op("Constant", List.of(), Attribute.of("value", Tensor.ofFloats("", Shape.of(1), 2)));
            g.output(g.op("Sub", List.of("x", c)), FLOAT, 2);
        });
    }

    private static void assertRunsTheSame(Model before, Model after) {
        assertThat(ModelChecker.check(after)).isEmpty();
        assertThat(Outputs.difference(
                        OrtRunner.run(OnnxWriter.toBytes(before), Map.of("x", X)),
                        OrtRunner.run(OnnxWriter.toBytes(after), Map.of("x", X))))
                .isNull();
    }

    @Test
    void canonicalRaisesFormat3WhereAConstantIsANodeOnlyBecauseOfIt() {
        Model model = withConstant();
        assertThat(model.irVersion()).isEqualTo(3);
        Simplification result = Simplifying.simplify(SimplifyMode.CANONICAL, model);
        assertThat(result.model().irVersion()).isEqualTo(4);
        assertThat(result.model().opsets()).isEqualTo(model.opsets());
        assertThat(result.model().graph().inputs()).extracting(Value::name).containsExactly("x");
        assertThat(result.model().graph().initializers()).hasSize(2);
        assertThat(result.report().countsByRule()).containsEntry("RaiseFileFormat", 1);
        assertRunsTheSame(model, result.model());
        assertThat(Simplifying.simplify(SimplifyMode.CANONICAL, result.model()).model())
                .isSameAs(result.model());
    }

    @Test
    void losslessLeavesTheFormatAndTheInputs() {
        Model model = withConstant();
        Simplification result = Simplifying.simplify(SimplifyMode.LOSSLESS, model);
        assertThat(result.model().irVersion()).isEqualTo(3);
        assertThat(result.model().graph().inputs()).isEqualTo(model.graph().inputs());
        assertRunsTheSame(model, result.model());
    }

    @Test
    void withoutNewConstantsCanonicalLeavesTheFormatToo() {
        Model model = format3(g -> g.output(g.op("Relu", List.of(g.op("Identity", List.of("x")))), FLOAT, 2));
        Simplification result = Simplifying.simplify(SimplifyMode.CANONICAL, model);
        assertThat(result.report().rewrites()).isNotEmpty();
        assertThat(result.model().irVersion()).isEqualTo(3);
        assertThat(result.model().graph().inputs()).isEqualTo(model.graph().inputs());
        assertRunsTheSame(model, result.model());
    }

    @Test
    void aFileWithoutOperatorSetsImportsTheFirstOne() {
        Model model = GraphBuilder.model(1, g -> {
            String c = g.op("Constant", List.of(), Attribute.of("value", Tensor.ofFloats("", Shape.of(2), 2, 3)));
            g.output(g.op("Sub", List.of(g.input("x", FLOAT, 2), c)), FLOAT, 2);
        });
        Model old = new Model(
                1,
                Map.of(),
                model.producer(),
                "",
                0,
                "",
                model.graph(),
                List.of(),
                List.of(),
                List.of(),
                model.extras());
        Model result = Simplifying.simplify(SimplifyMode.CANONICAL, old).model();
        assertThat(result.irVersion()).isEqualTo(4);
        assertThat(result.opsets()).containsExactly(Map.entry("", 1L));
    }
}
