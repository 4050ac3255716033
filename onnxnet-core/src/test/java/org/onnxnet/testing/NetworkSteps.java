package org.onnxnet.testing;

import static org.onnxnet.graph.ElementType.DOUBLE;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.testing.Sketch.Item;

/** The layers of networks: convolution, pooling, normalisation, matrix products. */
final class NetworkSteps {
    private NetworkSteps() {}

    static final List<Step> ALL = List.of(
            NetworkSteps::conv,
            NetworkSteps::conv,
            NetworkSteps::batchNormalization,
            NetworkSteps::maxPool,
            NetworkSteps::averagePool,
            NetworkSteps::globalAveragePool,
            NetworkSteps::instanceNormalization,
            NetworkSteps::layerNormalization,
            NetworkSteps::matMul,
            NetworkSteps::gemm);

    private static boolean isImage(Item item) {
        return item.is(FLOAT) && item.rank() == 4;
    }

    /** The window of a convolution or pooling over two axes: {@code [N, C, H, W]} to {@code [N, C, outH, outW]}. */
    @SuppressWarnings("ArrayRecordComponent") // never written to, never compared
    private record Window(long[] kernel, long[] strides, long[] pads, long[] dilations, long[] out) {
        List<Attribute> attributes(boolean withDilations) {
            List<Attribute> list = new ArrayList<>();
            list.add(Attribute.ofInts("kernel_shape", kernel));
            if (strides[0] != 1 || strides[1] != 1) {
                list.add(Attribute.ofInts("strides", strides));
            }
            if (pads[0] + pads[1] + pads[2] + pads[3] > 0) {
                list.add(Attribute.ofInts("pads", pads));
            }
            if (withDilations && (dilations[0] != 1 || dilations[1] != 1)) {
                list.add(Attribute.ofInts("dilations", dilations));
            }
            return list;
        }
    }

    private static Window window(Sketch s, Item x, boolean dilated) {
        long[] kernel = new long[2];
        long[] strides = new long[2];
        long[] pads = new long[4];
        long[] dilations = new long[2];
        long[] out = new long[2];
        for (int i = 0; i < 2; i++) {
            long size = x.dims()[2 + i];
            kernel[i] = s.between(1, (int) Math.min(3, size));
            strides[i] = s.between(1, 2);
            dilations[i] = dilated && s.chance(0.2) ? 2 : 1;
            if (dilations[i] * (kernel[i] - 1) + 1 > size) {
                dilations[i] = 1;
            }
            // A pad of a whole kernel would make windows that see no element.
            pads[i] = s.between(0, (int) kernel[i] - 1);
            pads[i + 2] = s.chance(0.7) ? pads[i] : s.between(0, (int) kernel[i] - 1);
            out[i] = (size + pads[i] + pads[i + 2] - dilations[i] * (kernel[i] - 1) - 1) / strides[i] + 1;
        }
        return new Window(kernel, strides, pads, dilations, out);
    }

    static boolean conv(Sketch s) {
        Item x = s.pick(NetworkSteps::isImage);
        if (x == null) {
            return false;
        }
        long channels = x.dims()[1];
        long group = s.chance(0.25) ? channels : channels % 2 == 0 && s.chance(0.2) ? 2 : 1;
        long out = group * s.between(1, 3);
        Window window = window(s, x, true);
        long[] dims = {x.dims()[0], out, window.out()[0], window.out()[1]};
        if (!Sketch.fits(dims)) {
            return false;
        }
        List<String> inputs = new ArrayList<>(List.of(
                x.name(),
                s.weight(FLOAT, out, channels / group, window.kernel()[0], window.kernel()[1])
                        .name()));
        if (s.chance(0.5)) {
            inputs.add(s.weight(FLOAT, out).name());
        }
        List<Attribute> attributes = window.attributes(true);
        if (group != 1 || s.chance(0.3)) {
            attributes.add(Attribute.of("group", group));
        }
        Item y = s.op("Conv", FLOAT, dims, inputs, attributes.toArray(new Attribute[0]));
        if (s.chance(0.4)) {
            addBatchNormalization(s, y);
        }
        return true;
    }

    static boolean batchNormalization(Sketch s) {
        Item x = s.pick(item -> item.is(FLOAT) && item.rank() >= 2);
        if (x == null) {
            return false;
        }
        addBatchNormalization(s, x);
        return true;
    }

    private static void addBatchNormalization(Sketch s, Item x) {
        long channels = x.dims()[1];
        List<String> inputs = new ArrayList<>(List.of(x.name()));
        for (int i = 0; i < 4; i++) {
            inputs.add(s.weight(FLOAT, channels).name());
        }
        Attribute[] attributes = s.chance(0.5)
                ? new Attribute[0]
                : new Attribute[] {Attribute.of("epsilon", 0.001f), Attribute.of("momentum", 0.1f)};
        s.like("BatchNormalization", x, inputs, attributes);
    }

    static boolean maxPool(Sketch s) {
        Item x = s.pick(NetworkSteps::isImage);
        if (x == null) {
            return false;
        }
        Window window = window(s, x, true);
        Item y = new Item(s.freshName("MaxPool"), FLOAT, x.dims()[0], x.dims()[1], window.out()[0], window.out()[1]);
        List<String> outputs = new ArrayList<>(List.of(y.name()));
        Item indices = new Item(s.freshName("Indices"), INT64, y.dims());
        if (s.chance(0.2)) {
            outputs.add(indices.name());
        }
        s.node("MaxPool", List.of(x.name()), outputs, window.attributes(true).toArray(new Attribute[0]));
        s.publish(y);
        return true;
    }

    static boolean averagePool(Sketch s) {
        Item x = s.pick(NetworkSteps::isImage);
        if (x == null) {
            return false;
        }
        Window window = window(s, x, false);
        List<Attribute> attributes = window.attributes(false);
        if (s.chance(0.5)) {
            attributes.add(Attribute.of("count_include_pad", s.between(0, 1)));
        }
        s.op(
                "AveragePool",
                FLOAT,
                new long[] {x.dims()[0], x.dims()[1], window.out()[0], window.out()[1]},
                List.of(x.name()),
                attributes.toArray(new Attribute[0]));
        return true;
    }

    static boolean globalAveragePool(Sketch s) {
        Item x = s.pick(NetworkSteps::isImage);
        if (x == null) {
            return false;
        }
        s.op("GlobalAveragePool", FLOAT, new long[] {x.dims()[0], x.dims()[1], 1, 1}, List.of(x.name()));
        return true;
    }

    static boolean instanceNormalization(Sketch s) {
        Item x = s.pick(NetworkSteps::isImage);
        if (x == null) {
            return false;
        }
        long channels = x.dims()[1];
        s.like(
                "InstanceNormalization",
                x,
                List.of(
                        x.name(),
                        s.weight(FLOAT, channels).name(),
                        s.weight(FLOAT, channels).name()),
                Attribute.of("epsilon", 1e-5f));
        return true;
    }

    static boolean layerNormalization(Sketch s) {
        Item x = s.opset() < 17 ? null : s.pick(item -> item.is(FLOAT) && item.rank() >= 1);
        if (x == null) {
            return false;
        }
        int axis = s.between(0, x.rank() - 1);
        long[] normalized = java.util.Arrays.copyOfRange(x.dims(), axis, x.rank());
        List<String> inputs =
                new ArrayList<>(List.of(x.name(), s.weight(FLOAT, normalized).name()));
        if (s.chance(0.6)) {
            inputs.add(s.weight(FLOAT, normalized).name());
        }
        Attribute[] attributes = axis == x.rank() - 1 && s.chance(0.5)
                ? new Attribute[0]
                : new Attribute[] {Attribute.of("axis", s.chance(0.5) ? axis : axis - x.rank())};
        s.like("LayerNormalization", x, inputs, attributes);
        return true;
    }

    static boolean matMul(Sketch s) {
        Item x = s.pick(item -> item.is(FLOAT, DOUBLE) && item.rank() >= 2);
        if (x == null) {
            return false;
        }
        int rank = x.rank();
        long columns = s.between(1, 5);
        long[] dims = x.dims().clone();
        dims[rank - 1] = columns;
        if (!Sketch.fits(dims)) {
            return false;
        }
        Item w = s.weight(x.type(), x.dims()[rank - 1], columns);
        Item y = s.op("MatMul", x.type(), dims, List.of(x.name(), w.name()));
        if (s.chance(0.5)) {
            Item bias = s.weight(x.type(), columns);
            List<String> inputs = s.chance(0.5) ? List.of(y.name(), bias.name()) : List.of(bias.name(), y.name());
            s.like("Add", y, inputs);
        }
        return true;
    }

    static boolean gemm(Sketch s) {
        Item x = s.pick(item -> item.is(FLOAT, DOUBLE) && item.rank() == 2);
        if (x == null) {
            return false;
        }
        boolean transA = s.chance(0.2);
        boolean transB = s.chance(0.5);
        long rows = x.dims()[transA ? 1 : 0];
        long inner = x.dims()[transA ? 0 : 1];
        long columns = s.between(1, 5);
        Item w = transB ? s.weight(x.type(), columns, inner) : s.weight(x.type(), inner, columns);
        List<String> inputs = new ArrayList<>(List.of(x.name(), w.name()));
        if (s.chance(0.7)) {
            inputs.add(s.weight(x.type(), s.chance(0.7) ? new long[] {columns} : new long[] {rows, 1})
                    .name());
        }
        List<Attribute> attributes = new ArrayList<>();
        if (transA) {
            attributes.add(Attribute.of("transA", 1));
        }
        if (transB || s.chance(0.2)) {
            attributes.add(Attribute.of("transB", transB ? 1 : 0));
        }
        if (s.chance(0.3)) {
            attributes.add(Attribute.of("alpha", s.oneOf(1f, 0.5f)));
            attributes.add(Attribute.of("beta", s.oneOf(1f, 0f, 2f)));
        }
        s.op("Gemm", x.type(), new long[] {rows, columns}, inputs, attributes.toArray(new Attribute[0]));
        return true;
    }
}
