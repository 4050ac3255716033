package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.encoder.Component.INPUTS;
import static org.onnxnet.encoder.Component.OUT_SHAPE;
import static org.onnxnet.encoder.Component.PARAMETERS;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.onnxnet.OnnxGraph;
import org.onnxnet.analysis.CanonicalHash;
import org.onnxnet.encoder.fold.TokenEstimate;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.simplify.SimplifyMode;
import org.onnxnet.testing.RandomGraphs;
import org.onnxnet.testing.RandomGraphs.RandomModel;
import org.onnxnet.testing.Renaming;
import org.onnxnet.testing.Reordering;
import org.onnxnet.testing.Simplifying;

class EncoderPropertiesTest {
    private static final Encoder FULL = Encoder.with(INPUTS, PARAMETERS, OUT_SHAPE);

    @Provide
    Arbitrary<RandomModel> models() {
        return RandomGraphs.models();
    }

    /** Two texts: what shows in one of them only does not show in both. */
    private record Texts(String complete, String folded) {
        static Texts of(OnnxGraph graph) {
            return new Texts(
                    FULL.encode(graph).text(),
                    FULL.dialect(Dialect.FOLDED).encode(graph).text());
        }
    }

    private static Texts text(Model model) {
        return Texts.of(OnnxGraph.of(model));
    }

    @Property(tries = 150)
    void namesAndFileOrderDoNotShow(@ForAll("models") RandomModel made, @ForAll long seed) {
        Texts text = text(made.model());
        assertThat(text(Renaming.all(made.model(), seed))).isEqualTo(text);
        assertThat(text(Reordering.of(made.model(), seed))).isEqualTo(text);
    }

    @Property(tries = 150)
    void namesAndFileOrderDoNotShowAfterSimplifyingEither(@ForAll("models") RandomModel made, @ForAll long seed) {
        Texts text = canonicalText(made.model());
        assertThat(canonicalText(Renaming.all(made.model(), seed))).isEqualTo(text);
        assertThat(canonicalText(Reordering.of(made.model(), seed))).isEqualTo(text);
    }

    private static Texts canonicalText(Model model) {
        return Texts.of(Simplifying.simplify(SimplifyMode.CANONICAL, OnnxGraph.of(model)));
    }

    @Property(tries = 150)
    void spansAreInsideTheTextAndStartWithTheOperator(@ForAll("models") RandomModel made) {
        Encoding encoding = FULL.encode(OnnxGraph.of(made.model()));
        List<Node> nodes = made.model().graph().nodes();
        assertThat(encoding.spans()).hasSameSizeAs(nodes);
        for (int i = 0; i < nodes.size(); i++) {
            if (!nodes.get(i).is("Constant")) {
                assertThat(encoding.textOf(i)).startsWith(nodes.get(i).op().type() + "(");
            }
        }
    }

    @Property(tries = 150)
    void foldedTextsAreNotLonger(@ForAll("models") RandomModel made) {
        for (Texts text : List.of(text(made.model()), canonicalText(made.model()))) {
            assertThat(TokenEstimate.of(text.folded)).isLessThanOrEqualTo(TokenEstimate.of(text.complete));
            assertThat(text.folded).hasSizeLessThanOrEqualTo(text.complete.length());
        }
    }

    @Property(tries = 150)
    void anotherOperatorShows(@ForAll("models") RandomModel made, @ForAll long seed) {
        Graph graph = made.model().graph();
        int index = new Random(seed).nextInt(graph.nodes().size());
        Node node = graph.nodes().get(index);
        Assume.that(!node.is("Constant"));
        Node changed = new Node(node.name(), new OpId("com.acme", "Other"), node.inputs(), node.outputs(), List.of());
        assertThatTheyDiffer(made.model(), index, changed);
    }

    @Property(tries = 150)
    void anotherAttributeShows(@ForAll("models") RandomModel made, @ForAll long seed) {
        Graph graph = made.model().graph();
        int index = new Random(seed).nextInt(graph.nodes().size());
        Node node = graph.nodes().get(index);
        Assume.that(!node.is("Constant"));
        List<Attribute> attributes = new ArrayList<>();
        boolean met = false;
        for (Attribute attribute : node.attributes()) {
            if (!met && attribute instanceof Attribute.OfInt one) {
                attributes.add(Attribute.of(one.name(), one.value() + 7));
                met = true;
            } else {
                attributes.add(attribute);
            }
        }
        if (!met) {
            attributes.add(Attribute.of("unheard", 1));
        }
        assertThatTheyDiffer(made.model(), index, node.withAttributes(attributes));
    }

    @Property(tries = 150)
    void anotherWireShows(@ForAll("models") RandomModel made, @ForAll long seed) {
        Random random = new Random(seed);
        Graph graph = made.model().graph();
        int index = random.nextInt(graph.nodes().size());
        Node node = graph.nodes().get(index);
        Assume.that(!node.inputs().isEmpty() && !node.inputs().contains(""));
        // A value that only the changed slot reads would leave the same picture behind: an input more, or a dead node
        // less.
        List<String> computed = graph.nodes().subList(0, index).stream()
                .filter(earlier -> !earlier.is("Constant"))
                .flatMap(earlier -> earlier.outputs().stream())
                .filter(value -> !value.isEmpty() && !node.inputs().contains(value))
                .toList();
        Assume.that(!computed.isEmpty());
        int slot = random.nextInt(node.inputs().size());
        List<String> inputs = new ArrayList<>(node.inputs());
        inputs.set(slot, computed.get(random.nextInt(computed.size())));
        Assume.that(!areAlike(graph, node.input(slot), inputs.get(slot)));
        assertThatTheyDiffer(made.model(), index, node.withInputs(inputs));
    }

    @Property(tries = 150)
    void anotherShapeShows(@ForAll("models") RandomModel made, @ForAll long seed) {
        Random random = new Random(seed);
        Graph graph = made.model().graph();
        // What nothing reads does not show, and a constant shows as it is, not by its type.
        List<Value> inputs = graph.inputs().stream()
                .filter(input -> graph.initializer(input.name()) == null)
                .filter(input -> !graph.consumersOf(input.name()).isEmpty())
                .toList();
        List<Value> interfaces = Stream.concat(inputs.stream(), graph.outputs().stream())
                .filter(value -> value.type() instanceof ValueType.OfTensor type
                        && type.shape() != null
                        && type.shape().isStatic()
                        && type.shape().rank() > 0)
                .toList();
        Assume.that(!interfaces.isEmpty());
        Value value = interfaces.get(random.nextInt(interfaces.size()));
        ValueType.OfTensor type = (ValueType.OfTensor) Objects.requireNonNull(value.type());
        long[] sizes = Objects.requireNonNull(type.shape()).toLongs();
        sizes[random.nextInt(sizes.length)]++;
        Value changed = value.withType(ValueType.tensor(type.elementType(), Shape.of(sizes)));
        Model other = made.model()
                .withGraph(graph.with(parts -> parts.inputs(replaced(graph.inputs(), value, changed))
                        .outputs(replaced(graph.outputs(), value, changed))));
        assertThatTheyDiffer(made.model(), other, changed);
    }

    private static List<Value> replaced(List<Value> values, Value one, Value other) {
        return values.stream().map(value -> value.equals(one) ? other : value).toList();
    }

    /** Whether two values are computed alike, so that taking one for the other can give an isomorphic graph. */
    private static boolean areAlike(Graph graph, String one, String other) {
        Node first = graph.producerOf(one);
        Node second = graph.producerOf(other);
        return first != null && second != null && first.op().equals(second.op());
    }

    private static void assertThatTheyDiffer(Model model, int index, Node changed) {
        List<Node> nodes = new ArrayList<>(model.graph().nodes());
        nodes.set(index, changed);
        assertThatTheyDiffer(model, model.withGraph(model.graph().with(parts -> parts.nodes(nodes))), changed);
    }

    private static void assertThatTheyDiffer(Model model, Model other, Object changed) {
        assertThat(text(other).complete).as("%s", changed).isNotEqualTo(text(model).complete);
        assertThat(text(other).folded).as("%s", changed).isNotEqualTo(text(model).folded);
        assertThat(CanonicalHash.of(other)).as("%s", changed).isNotEqualTo(CanonicalHash.of(model));
    }
}
