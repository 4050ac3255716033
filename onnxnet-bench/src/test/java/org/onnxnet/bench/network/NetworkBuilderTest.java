package org.onnxnet.bench.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.BenchException;
import org.onnxnet.graph.Node;

/** What each layer becomes, and what it costs, on an image of 4x8x8. */
class NetworkBuilderTest {
    private static final NetworkOptions OPTIONS =
            NetworkOptions.of(16, 1, "logits").withImage(new ImageShape(4, 8, 8));
    private static final String BIG = Long.toString(Long.MAX_VALUE);

    private interface Layer {
        Feature apply(NetworkBuilder net, Feature x);
    }

    static Stream<Arguments> weightless() {
        return Stream.of(
                layer("relu", (net, x) -> net.relu(x), "Relu(X)[]->1x4x8x8"),
                layer("leaky relu", (net, x) -> net.leakyRelu(x), "LeakyRelu(X)[]->1x4x8x8"),
                layer("tanh", (net, x) -> net.tanh(x), "Tanh(X)[]->1x4x8x8"),
                layer("add", (net, x) -> net.add(x, x), "Add(X,X)[]->1x4x8x8"),
                layer("times zero", (net, x) -> net.timesZero(x), "Mul(X,W)[]->1x4x8x8"),
                layer(
                        "max pooling",
                        (net, x) -> net.maxPool(x, Kernel.of(3).withStride(2)),
                        "MaxPool(X)[k=3,3;p=1,1,1,1;s=2,2]->1x4x4x4"),
                layer(
                        "average pooling",
                        (net, x) -> net.averagePool(x, Kernel.of(3), false),
                        "AveragePool(X)[cip=0;k=3,3;p=1,1,1,1;s=1,1]->1x4x8x8"),
                layer("global pooling", (net, x) -> net.globalAveragePool(x), "GlobalAveragePool(X)[]->1x4x1x1"),
                layer("spatial mean", (net, x) -> net.spatialMean(x), "ReduceMean(X)[axes=2,3;keep=0]->1x4"),
                layer("view", (net, x) -> net.view(x), "Reshape(X,I[1,-1])[]->1x256"),
                layer("flatten", (net, x) -> net.flatten(x), "Flatten(X)[]->1x256"),
                layer("concat", (net, x) -> net.concat(List.of(x, x)), "Concat(X,X)[axis=1]->1x8x8x8"),
                layer(
                        "concat with zeros",
                        (net, x) -> net.concat(List.of(x, net.zeros(2, 8, 8))),
                        "Concat(X,W1x2x8x8)[axis=1]->1x6x8x8"),
                layer("first channels", (net, x) -> net.firstChannels(x, 3), "Slice(X,I[0],I[3],I[1],I[1])[]->1x3x8x8"),
                layer(
                        "shifted",
                        (net, x) -> net.shifted(x),
                        "Slice(X,I[1,1],I[" + BIG + "," + BIG + "],I[2,3],I[1,1])[]->1x4x7x7"),
                layer(
                        "every other",
                        (net, x) -> net.everyOther(net.shifted(x)),
                        "Slice(X,I[1,1],I[" + BIG + "," + BIG + "],I[2,3],I[1,1])[]->1x4x7x7",
                        "Slice(n0,I[0,0],I[" + BIG + "," + BIG + "],I[2,3],I[2,2])[]->1x4x4x4"),
                layer("padded", (net, x) -> net.paddedAtEnd(x), "Pad(X,I[0,0,0,0,0,0,1,1],W)[]->1x4x9x9"),
                layer(
                        "stack of one",
                        (net, x) -> net.stackSum(List.of(x)),
                        "Unsqueeze(X,I[0])[]->1x1x4x8x8",
                        "ReduceSum(n0,I[0])[keep=0]->1x4x8x8"),
                layer(
                        "stack of two",
                        (net, x) -> net.stackSum(List.of(x, net.relu(x))),
                        "Relu(X)[]->1x4x8x8",
                        "Unsqueeze(X,I[0])[]->1x1x4x8x8",
                        "Unsqueeze(n0,I[0])[]->1x1x4x8x8",
                        "Concat(n1,n2)[axis=0]->2x1x4x8x8",
                        "ReduceSum(n3,I[0])[keep=0]->1x4x8x8"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void weightless(String name, Layer layer, String text) {
        TracedNetwork network = trace(layer);

        assertThat(CanonicalText.of(network.toGraph())).as(name).isEqualTo(text);
        assertThat(network.parameters()).isZero();
        assertThat(network.macs()).isZero();
    }

    static Stream<Arguments> weighted() {
        String three = "[d=1,1;g=1;k=3,3;p=1,1,1,1;s=1,1]->1x6x8x8";
        Kernel kernel = Kernel.of(3);
        return Stream.of(
                costly("convolution", (net, x) -> net.conv(x, 6, kernel), 216, 13_824, "Conv(X,W6x4x3x3)" + three),
                costly("with bias", (net, x) -> net.convBias(x, 6, kernel), 222, 13_824, "Conv(X,W6x4x3x3,W6)" + three),
                costly("folded", (net, x) -> net.convBn(x, 6, kernel), 228, 13_824, "Conv(X,W6x4x3x3,W6)" + three),
                costly("both", (net, x) -> net.convBiasBn(x, 6, kernel), 234, 13_824, "Conv(X,W6x4x3x3,W6)" + three),
                costly(
                        "depthwise, strided",
                        (net, x) -> net.depthwiseConv(x, Kernel.of(5).withStride(2)),
                        100,
                        1_600,
                        "Conv(X,W4x1x5x5)[d=1,1;g=4;k=5,5;p=2,2,2,2;s=2,2]->1x4x4x4"),
                costly(
                        "depthwise, dilated, folded",
                        (net, x) -> net.depthwiseConvBn(x, kernel.withDilation(2)),
                        44,
                        2_304,
                        "Conv(X,W4x1x3x3,W4)[d=2,2;g=4;k=3,3;p=2,2,2,2;s=1,1]->1x4x8x8"),
                costly(
                        "transposed",
                        (net, x) -> net.convTranspose(x, 6),
                        222,
                        13_824,
                        "ConvTranspose(X,W4x6x3x3,W6)[]->1x6x16x16"),
                costly(
                        "standing batch normalisation",
                        (net, x) -> net.batchNorm(net.relu(x)),
                        8,
                        0,
                        "Relu(X)[]->1x4x8x8",
                        "BatchNormalization(n0,W4,W4,W4,W4)[]->1x4x8x8"),
                costly(
                        "linear",
                        (net, x) -> net.linear(net.flatten(x), 10),
                        2_570,
                        2_570,
                        "Flatten(X)[]->1x256",
                        "Gemm(n0,W10x256,W10)[tB=1]->1x10"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void weighted(String name, Layer layer, String text, long parameters, long macs) {
        TracedNetwork network = trace(layer);

        assertThat(CanonicalText.of(network.toGraph())).as(name).isEqualTo(text);
        assertThat(network.parameters()).isEqualTo(parameters);
        assertThat(network.macs()).isEqualTo(macs);
    }

    /** Parameters count once, multiplications for each image. */
    @Test
    void sharedLayersReadTheSameParameters() {
        TracedNetwork network = NetworkBuilder.build(OPTIONS, net -> {
            List<Feature> tiles = net.shared(net.images(3), tile -> net.convBn(tile, 6, Kernel.of(3)));
            net.output(net.concat(tiles));
        });
        OnnxGraph graph = network.toGraph();

        assertThat(graph.inputs().get(0).shape()).hasToString("1x3x4x8x8");
        List<Node> convolutions =
                graph.nodes().stream().filter(node -> node.is("Conv")).toList();
        assertThat(convolutions).hasSize(3);
        assertThat(convolutions)
                .allSatisfy(node -> assertThat(node.inputs().subList(1, 3))
                        .isEqualTo(convolutions.get(0).inputs().subList(1, 3)));
        assertThat(network.parameters()).isEqualTo(228);
        assertThat(network.macs()).isEqualTo(3 * 13_824);
        assertThat(graph.check()).isEmpty();
    }

    @Test
    void refusesToAddDifferentShapes() {
        assertThatThrownBy(() -> trace((net, x) -> net.add(x, net.firstChannels(x, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1x4x8x8")
                .hasMessageContaining("1x2x8x8");
    }

    @Test
    void refusesAWindowThatDoesNotFit() {
        assertThatThrownBy(() -> trace((net, x) -> net.maxPool(x, Kernel.of(9).withPadding(0))))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("window of 9")
                .hasMessageContaining("8 pixels");
    }

    private static Arguments layer(String name, Layer layer, String... lines) {
        return Arguments.of(name, layer, text(lines));
    }

    private static Arguments costly(String name, Layer layer, long parameters, long macs, String... lines) {
        return Arguments.of(name, layer, text(lines), parameters, macs);
    }

    private static String text(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    private static TracedNetwork trace(Layer layer) {
        return NetworkBuilder.build(OPTIONS, net -> net.output(layer.apply(net, net.image())));
    }
}
