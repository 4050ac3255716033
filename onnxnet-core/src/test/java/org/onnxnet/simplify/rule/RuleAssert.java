package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.io.OnnxWriter;
import org.onnxnet.simplify.Simplification;
import org.onnxnet.simplify.SimplificationReport;
import org.onnxnet.simplify.Simplifier;
import org.onnxnet.simplify.SimplifyMode;
import org.onnxnet.simplify.rewrite.Rule;
import org.onnxnet.testing.OrtRunner;
import org.onnxnet.testing.Outputs;
import org.onnxnet.testing.RandomInputs;
import org.onnxnet.testing.Simplifying;

/**
 * Tries one rule, together with the rules that sweep up behind it. Where it fires, this checks more than the test says: no
 * edit was refused, the interface stays, a second run changes nothing, and ONNX Runtime without optimisation computes the
 * same from random inputs, to the bit and with special values among them for a lossless rule.
 */
public final class RuleAssert {
    private static final int RUNS = 3;

    private final Rule rule;
    private final SimplifyMode mode;

    private RuleAssert(Rule rule) {
        this.rule = rule;
        this.mode = rule.info().lossless() ? SimplifyMode.LOSSLESS : SimplifyMode.CANONICAL;
    }

    public static RuleAssert of(Rule rule) {
        return new RuleAssert(rule);
    }

    /** Checks that the rule fires and leaves nodes of these operators in the main graph, in this order. */
    public Model fires(long opset, Consumer<GraphBuilder> body, String... operators) {
        return fires(GraphBuilder.model(opset, body), operators);
    }

    /** Checks that the rule fires and leaves nodes of these operators in the main graph, in this order. */
    public Model fires(Model model, String... operators) {
        Model result = firesAndChangesInputs(model, operators);
        assertThat(result.graph().inputs()).isEqualTo(model.graph().inputs());
        assertComputesTheSame(model, result);
        return result;
    }

    /** The same for a rule that takes over inputs whose values are not known, so that the models cannot be compared. */
    public Model firesAndChangesInputs(Model model, String... operators) {
        Simplification first = simplify(model);
        SimplificationReport report = first.report();
        assertThat(report.countsByRule())
                .as("rewrites of %s", model.graph().nodes())
                .containsKey(rule.name());
        assertThat(report.refused()).isEmpty();
        assertThat(report.notes()).isEmpty();
        assertThat(report.rewrites())
                .allSatisfy(rewrite -> assertThat(rewrite.reason()).isNotBlank());
        assertThat(first.model().graph().nodes().stream().map(node -> node.op().toString()))
                .as("nodes left: %s", first.model().graph().nodes())
                .containsExactly(operators);
        assertThat(first.model().graph().outputs()).isEqualTo(model.graph().outputs());
        assertThat(simplify(first.model()).report().rewrites()).as("second run").isEmpty();
        OrtRunner.load(OnnxWriter.toBytes(first.model()));
        return first.model();
    }

    /** Checks that the rule leaves a model alone. */
    public void doesNotFire(long opset, Consumer<GraphBuilder> body) {
        doesNotFire(GraphBuilder.model(opset, body));
    }

    /** Checks that the rule leaves a model alone. */
    public void doesNotFire(Model model) {
        Simplification result = Simplifying.simplify(Simplifier.of(mode).withRules(List.of(rule)), model);
        assertThat(result.report().rewrites()).isEmpty();
        assertThat(result.report().notes()).isEmpty();
        assertThat(result.model()).isSameAs(model);
    }

    private Simplification simplify(Model model) {
        return Simplifying.simplify(
                Simplifier.of(mode).withRules(List.of(rule, new RemoveDeadNode(), new RemoveUnusedInitializer())),
                model);
    }

    private void assertComputesTheSame(Model before, Model after) {
        byte[] original = OnnxWriter.toBytes(before);
        byte[] simplified = OnnxWriter.toBytes(after);
        for (int seed = 0; seed < RUNS; seed++) {
            Map<String, Tensor> inputs = inputs(before, seed);
            Map<String, Tensor> wanted = OrtRunner.run(original, inputs);
            Map<String, Tensor> found = OrtRunner.run(simplified, inputs);
            String difference = mode == SimplifyMode.LOSSLESS
                    ? Outputs.difference(wanted, found)
                    : Outputs.differenceBeyond(1e-4, 1e-5, wanted, found);
            assertThat(difference).as("seed %d", seed).isNull();
        }
    }

    private Map<String, Tensor> inputs(Model model, int seed) {
        Map<String, ValueType.OfTensor> types = new LinkedHashMap<>();
        for (Value input : model.graph().inputs()) {
            if (model.graph().initializer(input.name()) == null && input.type() instanceof ValueType.OfTensor tensor) {
                types.put(input.name(), tensor);
            }
        }
        Map<String, Tensor> inputs = new LinkedHashMap<>(RandomInputs.of(types, seed));
        if (mode == SimplifyMode.CANONICAL) {
            Random random = new Random(seed);
            types.forEach((name, type) -> {
                if (type.elementType() == ElementType.FLOAT) {
                    inputs.put(name, plain(name, type, random));
                }
            });
        }
        return inputs;
    }

    /** Numbers around 0, for which rounding stays small. */
    private static Tensor plain(String name, ValueType.OfTensor type, Random random) {
        int count = (int) type.shape().elementCount();
        ByteBuffer raw = ByteBuffer.allocate(count * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            raw.putFloat((float) (2 * random.nextGaussian()));
        }
        return Tensor.ofRaw(name, ElementType.FLOAT, type.shape(), Bytes.wrap(raw.array()));
    }

    /** The only node of an operator in the main graph. */
    public static Node only(Model model, String type) {
        List<Node> found =
                model.graph().nodes().stream().filter(node -> node.is(type)).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
