package org.onnxnet.bench.network;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Attribute;

/** The attributes that PyTorch's exporter writes, in its (alphabetical) order. */
final class LayerAttributes {
    private static final List<Attribute> BATCH_NORM =
            List.of(Attribute.of("epsilon", 1e-5f), Attribute.of("momentum", 0.9f), Attribute.of("training_mode", 0));
    private static final List<Attribute> GEMM =
            List.of(Attribute.of("alpha", 1f), Attribute.of("beta", 1f), Attribute.of("transB", 1));

    private final ExporterStyle style;

    LayerAttributes(ExporterStyle style) {
        this.style = style;
    }

    List<Attribute> conv(Kernel kernel, int groups) {
        return List.of(
                both("dilations", kernel.dilation()),
                Attribute.of("group", groups),
                both("kernel_shape", kernel.size()),
                pads(kernel),
                both("strides", kernel.stride()));
    }

    List<Attribute> maxPool(Kernel kernel) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(Attribute.of("ceil_mode", 0));
        if (style.saysAllPoolAttributes()) {
            attributes.add(both("dilations", 1));
        }
        attributes.addAll(List.of(both("kernel_shape", kernel.size()), pads(kernel), both("strides", kernel.stride())));
        return List.copyOf(attributes);
    }

    List<Attribute> averagePool(Kernel kernel, boolean countIncludePad) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(Attribute.of("ceil_mode", 0));
        if (style.saysAllPoolAttributes()) {
            attributes.add(Attribute.of("count_include_pad", countIncludePad ? 1 : 0));
        }
        attributes.addAll(List.of(both("kernel_shape", kernel.size()), pads(kernel), both("strides", kernel.stride())));
        return List.copyOf(attributes);
    }

    List<Attribute> batchNorm() {
        return BATCH_NORM;
    }

    List<Attribute> gemm() {
        return GEMM;
    }

    private static Attribute both(String name, long value) {
        return Attribute.ofInts(name, value, value);
    }

    private static Attribute pads(Kernel kernel) {
        long p = kernel.padding();
        return Attribute.ofInts("pads", p, p, p, p);
    }
}
