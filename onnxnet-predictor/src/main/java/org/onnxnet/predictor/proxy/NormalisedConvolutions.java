package org.onnxnet.predictor.proxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onnxnet.analysis.Parameters;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.shape.InferredTypes;
import org.onnxnet.shape.ShapeInference;

/**
 * Brings what a convolution without trained weights gives to mean 0 and variance 1, channel by channel, as batch normalisation
 * does in an untrained network. Exporters fold it into the weights, and where they do not, a file that is made for inference has
 * it divide by statistics that nobody has gathered: sums then grow from cell to cell and drown the branches that they add.
 * Normalised is over the places of one input, which for random inputs is much the same as over a batch.
 */
final class NormalisedConvolutions {
    private static final Set<String> CONVOLUTIONS = Set.of("Conv", "ConvTranspose");

    /** With fewer, the variance says nothing, and with one everything would be 0. */
    private static final int FEWEST_PLACES = 4;

    private final Graph graph;
    private final InferredTypes types;
    private final Set<String> parameters;
    private final List<Tensor> initializers;
    private final Set<String> made = new HashSet<>();

    private NormalisedConvolutions(Model model) {
        this.graph = model.graph();
        this.types = ShapeInference.standard().infer(model);
        this.parameters =
                Parameters.of(graph).inputs().stream().map(Value::name).collect(Collectors.toUnmodifiableSet());
        this.initializers = new ArrayList<>(graph.initializers());
    }

    /** The model with a normalisation after each convolution of the main graph whose weights have no values. */
    static Model of(Model model) {
        NormalisedConvolutions normalised = new NormalisedConvolutions(model);
        List<Node> nodes = new ArrayList<>();
        model.graph().nodes().forEach(node -> normalised.add(node, nodes));
        return nodes.size() == model.graph().nodes().size()
                ? model
                : model.withIrVersion(Math.max(4, model.irVersion()))
                        .withGraph(
                                model.graph().with(parts -> parts.nodes(nodes).initializers(normalised.initializers)));
    }

    private void add(Node node, List<Node> nodes) {
        Shape perInput = normalisable(node);
        if (perInput == null) {
            nodes.add(node);
            return;
        }
        String raw = "onnxnet:raw:" + node.output(0);
        long channels = perInput.toLongs()[0];
        nodes.add(node.withOutputs(List.of(raw)));
        nodes.add(new Node(
                "",
                OpId.of("InstanceNormalization"),
                List.of(raw, numbers("scale", 1, channels), numbers("bias", 0, channels)),
                node.outputs(),
                List.of()));
    }

    /** The shape of the result for one input, channels first, of a convolution that is to be normalised; null for any other node. */
    private @Nullable Shape normalisable(Node node) {
        if (!node.op().isDefaultDomain()
                || !CONVOLUTIONS.contains(node.op().type())
                || !parameters.contains(node.input(1))) {
            return null;
        }
        if (!(types.type(node.output(0)) instanceof ValueType.OfTensor result)
                || result.elementType() != ElementType.FLOAT
                || result.shape() == null
                || result.shape().rank() < 3) {
            return null;
        }
        Shape perInput =
                new Shape(result.shape().dims().subList(1, result.shape().rank()));
        return perInput.isCountable() && perInput.elementCount() >= FEWEST_PLACES * perInput.toLongs()[0]
                ? perInput
                : null;
    }

    private String numbers(String role, float value, long channels) {
        String name = "onnxnet:" + role + ":" + channels;
        if (made.add(name)) {
            float[] numbers = new float[Math.toIntExact(channels)];
            Arrays.fill(numbers, value);
            initializers.add(Tensor.ofFloats(name, Shape.of(channels), numbers));
        }
        return name;
    }
}
