package org.onnxnet.bench.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.onnxnet.graph.Attribute;

/** The attributes that PyTorch's exporter writes, in its (alphabetical) order. A network has few different ones. */
final class LayerAttributes {
    private static final List<Attribute> BATCH_NORM =
            List.of(Attribute.of("epsilon", 1e-5f), Attribute.of("momentum", 0.9f), Attribute.of("training_mode", 0));
    private static final List<Attribute> GEMM =
            List.of(Attribute.of("alpha", 1f), Attribute.of("beta", 1f), Attribute.of("transB", 1));

    private final ExporterStyle style;
    private final Map<Window, List<Attribute>> known = new HashMap<>();

    /**
     * Which window operator, over what, and what else it depends on.
     *
     * @param variant groups of a convolution, 0 or 1 for {@code count_include_pad}
     */
    private record Window(String type, Kernel kernel, int variant) {}

    LayerAttributes(ExporterStyle style) {
        this.style = style;
    }

    List<Attribute> conv(Kernel kernel, int groups) {
        return known.computeIfAbsent(new Window("Conv", kernel, groups), window -> newConv(kernel, groups));
    }

    List<Attribute> maxPool(Kernel kernel) {
        return known.computeIfAbsent(new Window("MaxPool", kernel, 0), window -> newMaxPool(kernel));
    }

    List<Attribute> averagePool(Kernel kernel, boolean countIncludePad) {
        int variant = countIncludePad ? 1 : 0;
        return known.computeIfAbsent(
                new Window("AveragePool", kernel, variant), window -> newAveragePool(kernel, variant));
    }

    List<Attribute> batchNorm() {
        return BATCH_NORM;
    }

    List<Attribute> gemm() {
        return GEMM;
    }

    private static List<Attribute> newConv(Kernel kernel, int groups) {
        return List.of(
                both("dilations", kernel.dilation()),
                Attribute.of("group", groups),
                both("kernel_shape", kernel.size()),
                pads(kernel),
                both("strides", kernel.stride()));
    }

    List<Attribute> convTranspose(Kernel kernel, int outputPadding) {
        return List.of(
                both("dilations", kernel.dilation()),
                Attribute.of("group", 1),
                both("kernel_shape", kernel.size()),
                both("output_padding", outputPadding),
                pads(kernel),
                both("strides", kernel.stride()));
    }

    private List<Attribute> newMaxPool(Kernel kernel) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(Attribute.of("ceil_mode", 0));
        if (style.saysAllPoolAttributes()) {
            attributes.add(both("dilations", 1));
        }
        attributes.addAll(List.of(both("kernel_shape", kernel.size()), pads(kernel), both("strides", kernel.stride())));
        return List.copyOf(attributes);
    }

    private List<Attribute> newAveragePool(Kernel kernel, int countIncludePad) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(Attribute.of("ceil_mode", 0));
        if (style.saysAllPoolAttributes()) {
            attributes.add(Attribute.of("count_include_pad", countIncludePad));
        }
        attributes.addAll(List.of(both("kernel_shape", kernel.size()), pads(kernel), both("strides", kernel.stride())));
        return List.copyOf(attributes);
    }

    private static Attribute both(String name, long value) {
        return Attribute.ofInts(name, value, value);
    }

    private static Attribute pads(Kernel kernel) {
        long p = kernel.padding();
        return Attribute.ofInts("pads", p, p, p, p);
    }
}
