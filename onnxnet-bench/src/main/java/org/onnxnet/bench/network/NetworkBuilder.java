package org.onnxnet.bench.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.onnxnet.bench.network.Operand.Role;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;

/**
 * Puts a network together layer by layer, as PyTorch traces it: an operation without parameters that is applied again to
 * the same values is the first one. Not thread-safe; only valid inside the function it is handed to.
 *
 * <pre>{@code
 * OnnxGraph graph = NetworkBuilder.build(options, net -> {
 *     Feature x = net.relu(net.convBn(net.image(), 16, Kernel.of(3)));
 *     net.output(net.linear(net.flatten(net.globalAveragePool(x)), 10));
 * }).toGraph();
 * }</pre>
 *
 * <p>Batch normalisation right after a convolution is written as {@link #convBn}, for it leaves nothing but a bias.
 */
public final class NetworkBuilder {
    private final LayerAttributes attributes;
    private final Tracer tracer = new Tracer();
    private final List<Integer> outputs = new ArrayList<>();
    private final Map<List<Feature>, Feature> stackSums = new HashMap<>();
    private final Feature image;

    private NetworkBuilder(NetworkOptions options) {
        attributes = new LayerAttributes(options.style());
        ImageShape shape = options.image();
        image = tracer.append(
                TraceNode.IMAGE, List.of(), List.of(), Shape.of(1, shape.channels(), shape.height(), shape.width()));
    }

    /** Traces a network. */
    public static TracedNetwork build(NetworkOptions options, Consumer<NetworkBuilder> body) {
        NetworkBuilder builder = new NetworkBuilder(options);
        body.accept(builder);
        return builder.tracer.network(options, builder.outputs);
    }

    /** The input of the network, {@code [1, channels, height, width]}. */
    public Feature image() {
        return image;
    }

    /** Makes the input of the network several images, {@code [1, count, channels, height, width]}, and gives each of them. */
    public List<Feature> images(int count) {
        List<Dim> dims = new ArrayList<>(image.shape().dims());
        dims.add(1, Dim.of(count));
        tracer.reshapeImage(new Shape(dims));
        List<Feature> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Operand> operands = List.of(of(image), new Operand.Index(i));
            images.add(tracer.apply("Gather", List.of(Attribute.of("axis", 1)), operands, image.shape()));
        }
        return images;
    }

    /** Makes a value an output of the network; at least one must be. */
    public void output(Feature value) {
        outputs.add(value.id());
    }

    /** Convolution without bias. */
    public Feature conv(Feature x, int channels, Kernel kernel) {
        return conv(x, channels, kernel, 1, Bias.NONE);
    }

    /** Convolution of each channel by itself, without bias. */
    public Feature depthwiseConv(Feature x, Kernel kernel) {
        return conv(x, x.channels(), kernel, x.channels(), Bias.NONE);
    }

    /** Convolution of each channel by itself without bias and batch normalisation, which the exporter folds into one node. */
    public Feature depthwiseConvBn(Feature x, Kernel kernel) {
        return conv(x, x.channels(), kernel, x.channels(), Bias.OF_BATCH_NORM);
    }

    /** Convolution without bias and batch normalisation, which the exporter folds into one node. */
    public Feature convBn(Feature x, int channels, Kernel kernel) {
        return conv(x, channels, kernel, 1, Bias.OF_BATCH_NORM);
    }

    /** Convolution with a bias of its own. */
    public Feature convBias(Feature x, int channels, Kernel kernel) {
        return conv(x, channels, kernel, 1, Bias.OWN);
    }

    /** Convolution with a bias of its own and batch normalisation, which the exporter folds into one node. */
    public Feature convBiasBn(Feature x, int channels, Kernel kernel) {
        return conv(x, channels, kernel, 1, Bias.OWN_AND_OF_BATCH_NORM);
    }

    /** Where the bias of an exported convolution comes from, and the trained numbers for each channel that it stands for. */
    private enum Bias {
        NONE(0),
        OWN(1),
        OF_BATCH_NORM(2),
        OWN_AND_OF_BATCH_NORM(3);

        private final int parameters;

        Bias(int parameters) {
            this.parameters = parameters;
        }
    }

    private Feature conv(Feature x, int channels, Kernel kernel, int groups, Bias bias) {
        Shape shape = windowed(x, channels, kernel);
        Shape weight = Shape.of(channels, x.channels() / groups, kernel.size(), kernel.size());
        long multiplications = weight.elementCount() * shape.elementCount() / channels;
        int layer = tracer.layer(weight.elementCount() + (long) bias.parameters * channels, multiplications);
        List<Operand> operands = new ArrayList<>(List.of(of(x), new Operand.Weight(layer, Role.WEIGHT, weight)));
        if (bias != Bias.NONE) {
            operands.add(new Operand.Weight(layer, Role.BIAS, Shape.of(channels)));
        }
        return tracer.append("Conv", attributes.conv(kernel, groups), operands, shape);
    }

    /** Transposed 3x3 convolution of stride 2 with a bias: twice the height and width. */
    public Feature convTranspose(Feature x, int channels) {
        Kernel kernel = Kernel.of(3).withStride(2);
        Shape weight = Shape.of(x.channels(), channels, kernel.size(), kernel.size());
        long multiplications = weight.elementCount() * x.height() * x.width();
        int layer = tracer.layer(weight.elementCount() + channels, multiplications);
        List<Operand> operands = List.of(
                of(x),
                new Operand.Weight(layer, Role.WEIGHT, weight),
                new Operand.Weight(layer, Role.BIAS, Shape.of(channels)));
        Shape shape = Shape.of(1, channels, 2L * x.height(), 2L * x.width());
        return tracer.append("ConvTranspose", attributes.convTranspose(kernel, 1), operands, shape);
    }

    /** Batch normalisation of something that no convolution computes. */
    public Feature batchNorm(Feature x) {
        int layer = tracer.layer(2L * x.channels(), 0);
        Shape vector = Shape.of(x.channels());
        List<Operand> operands = new ArrayList<>(List.of(of(x)));
        for (Role role : List.of(Role.SCALE, Role.BIAS, Role.MEAN, Role.VARIANCE)) {
            operands.add(new Operand.Weight(layer, role, vector));
        }
        return tracer.append("BatchNormalization", attributes.batchNorm(), operands, x.shape());
    }

    /** {@code [1, in]} to {@code [1, out]}, with bias. */
    public Feature linear(Feature x, int out) {
        Shape weight = Shape.of(out, x.size(1));
        long numbers = weight.elementCount() + out;
        int layer = tracer.layer(numbers, numbers);
        List<Operand> operands = List.of(
                of(x),
                new Operand.Weight(layer, Role.WEIGHT, weight),
                new Operand.Weight(layer, Role.BIAS, Shape.of(out)));
        return tracer.append("Gemm", attributes.gemm(), operands, Shape.of(1, out));
    }

    /**
     * Applies the same layers with the same parameters to several values, one after the other.
     *
     * @param body adds the layers; it is called for each input and must add the same ones each time
     */
    public List<Feature> shared(List<Feature> inputs, UnaryOperator<Feature> body) {
        return tracer.shared(inputs, body);
    }

    public Feature relu(Feature x) {
        return activation("Relu", List.of(), x);
    }

    /** Leaky ReLU of slope 0.2 below 0. */
    public Feature leakyRelu(Feature x) {
        return activation("LeakyRelu", List.of(Attribute.of("alpha", 0.2f)), x);
    }

    public Feature tanh(Feature x) {
        return activation("Tanh", List.of(), x);
    }

    private Feature activation(String type, List<Attribute> attributesOfNode, Feature x) {
        return tracer.apply(type, attributesOfNode, List.of(of(x)), x.shape());
    }

    /** The sum of two values of one shape. */
    public Feature add(Feature a, Feature b) {
        if (!a.shape().equals(b.shape())) {
            throw new IllegalArgumentException("cannot add shapes " + a.shape() + " and " + b.shape());
        }
        return tracer.apply("Add", List.of(), List.of(of(a), of(b)), a.shape());
    }

    public Feature maxPool(Feature x, Kernel kernel) {
        return tracer.apply("MaxPool", attributes.maxPool(kernel), List.of(of(x)), windowed(x, x.channels(), kernel));
    }

    /** Average pooling; {@code countIncludePad} says whether padding counts as zeros. */
    public Feature averagePool(Feature x, Kernel kernel, boolean countIncludePad) {
        return tracer.apply(
                "AveragePool",
                attributes.averagePool(kernel, countIncludePad),
                List.of(of(x)),
                windowed(x, x.channels(), kernel));
    }

    /** Joins feature maps of one height and width along the channels. */
    public Feature concat(List<Feature> parts) {
        int channels = parts.stream().mapToInt(Feature::channels).sum();
        return tracer.apply(
                "Concat",
                List.of(Attribute.of("axis", 1)),
                parts.stream().map(NetworkBuilder::of).toList(),
                withSize(parts.get(0).shape(), 1, channels));
    }

    /** The first channels of a feature map. */
    public Feature firstChannels(Feature x, int channels) {
        List<Operand> operands = List.of(
                of(x), Operand.Longs.of(0), Operand.Longs.of(channels), Operand.Longs.of(1), Operand.Longs.of(1));
        return tracer.apply("Slice", List.of(), operands, withSize(x.shape(), 1, channels));
    }

    /** A feature map without its first row and column. */
    public Feature shifted(Feature x) {
        List<Operand> operands = List.of(
                of(x),
                Operand.Longs.of(1, 1),
                Operand.Longs.of(Long.MAX_VALUE, Long.MAX_VALUE),
                Operand.Longs.of(2, 3),
                Operand.Longs.of(1, 1));
        return tracer.apply("Slice", List.of(), operands, Shape.of(1, x.channels(), x.height() - 1, x.width() - 1));
    }

    /** Every other row and column of a feature map, from the first on. */
    public Feature everyOther(Feature x) {
        List<Operand> operands = List.of(
                of(x),
                Operand.Longs.of(0, 0),
                Operand.Longs.of(Long.MAX_VALUE, Long.MAX_VALUE),
                Operand.Longs.of(2, 3),
                Operand.Longs.of(2, 2));
        Shape shape = Shape.of(1, x.channels(), (x.height() + 1) / 2, (x.width() + 1) / 2);
        return tracer.apply("Slice", List.of(), operands, shape);
    }

    /** A feature map with a row and a column of zeros at the bottom and the right. */
    public Feature paddedAtEnd(Feature x) {
        List<Operand> operands = List.of(of(x), Operand.Longs.of(0, 0, 0, 0, 0, 0, 1, 1), new Operand.Zero());
        return tracer.apply(
                "Pad",
                List.of(Attribute.of("mode", "constant")),
                operands,
                Shape.of(1, x.channels(), x.height() + 1, x.width() + 1));
    }

    /** The value times 0. */
    public Feature timesZero(Feature x) {
        return tracer.apply("Mul", List.of(), List.of(of(x), new Operand.Zero()), x.shape());
    }

    /** A constant feature map of zeros. */
    public Feature zeros(int channels, int height, int width) {
        return tracer.append(TraceNode.CONSTANT, List.of(), List.of(), Shape.of(1, channels, height, width));
    }

    /** {@code [1, C, H, W]} to {@code [1, C, 1, 1]}. */
    public Feature globalAveragePool(Feature x) {
        return tracer.apply("GlobalAveragePool", List.of(), List.of(of(x)), Shape.of(1, x.channels(), 1, 1));
    }

    /** The mean over height and width: {@code [1, C, H, W]} to {@code [1, C]}. */
    public Feature spatialMean(Feature x) {
        List<Attribute> axes = List.of(Attribute.ofInts("axes", 2, 3), Attribute.of("keepdims", 0));
        return tracer.apply("ReduceMean", axes, List.of(of(x)), Shape.of(1, x.channels()));
    }

    /** {@code x.view(1, -1)}: {@code [1, C, H, W]} to {@code [1, C*H*W]} by a {@code Reshape}. */
    public Feature view(Feature x) {
        List<Operand> operands = List.of(of(x), Operand.Longs.of(1, -1));
        return tracer.apply(
                "Reshape",
                List.of(Attribute.of("allowzero", 0)),
                operands,
                Shape.of(1, x.shape().elementCount()));
    }

    /** {@code torch.flatten(x, 1)}: {@code [1, C, H, W]} to {@code [1, C*H*W]} by a {@code Flatten}. */
    public Feature flatten(Feature x) {
        return tracer.apply(
                "Flatten",
                List.of(Attribute.of("axis", 1)),
                List.of(of(x)),
                Shape.of(1, x.shape().elementCount()));
    }

    /**
     * {@code torch.stack(terms).sum(0)}: an {@code Unsqueeze} of every term, a {@code Concat} where there are several, and a
     * {@code ReduceSum}. The tracer knows the sum of an equal list again, but not the unsqueezed terms.
     */
    public Feature stackSum(List<Feature> terms) {
        Feature known = stackSums.get(terms);
        if (known == null) {
            known = newStackSum(List.copyOf(terms));
            stackSums.put(List.copyOf(terms), known);
        }
        return known;
    }

    private Feature newStackSum(List<Feature> terms) {
        Shape shape = terms.get(0).shape();
        List<Dim> dims = new ArrayList<>(shape.dims());
        dims.add(0, Dim.of(1));
        Shape unsqueezed = new Shape(dims);
        List<Feature> parts = new ArrayList<>();
        for (Feature term : terms) {
            parts.add(tracer.append("Unsqueeze", List.of(), List.of(of(term), Operand.Longs.of(0)), unsqueezed));
        }
        Feature stack = parts.get(0);
        if (parts.size() > 1) {
            List<Operand> operands = parts.stream().map(NetworkBuilder::of).toList();
            Shape stacked = withSize(unsqueezed, 0, parts.size());
            stack = tracer.append("Concat", List.of(Attribute.of("axis", 0)), operands, stacked);
        }
        return tracer.append(
                "ReduceSum", List.of(Attribute.of("keepdims", 0)), List.of(of(stack), Operand.Longs.of(0)), shape);
    }

    /** {@code 0 + x} of Python's {@code sum}: no node, but the tracer tells it from {@code x}. */
    public Feature zeroPlus(Feature x) {
        return tracer.apply(TraceNode.ZERO_PLUS, List.of(), List.of(of(x)), x.shape());
    }

    /** {@code x} added in place to fresh zeros: no node, but a value that the tracer tells from every other. */
    public Feature accumulated(Feature x) {
        return tracer.append(TraceNode.ACCUMULATED, List.of(), List.of(of(x)), x.shape());
    }

    private static Operand of(Feature value) {
        return new Operand.Of(value.id());
    }

    private static Shape windowed(Feature x, int channels, Kernel kernel) {
        return Shape.of(1, channels, kernel.outputLength(x.height()), kernel.outputLength(x.width()));
    }

    private static Shape withSize(Shape shape, int axis, int size) {
        List<Dim> dims = new ArrayList<>(shape.dims());
        dims.set(axis, Dim.of(size));
        return new Shape(dims);
    }
}
