package org.onnxnet.encoder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/**
 * The weights that a layer has, as they follow from the type of the data it reads, from its attributes, from how many channels
 * (features) it writes, and from whether it has a bias. Texts of the {@link Dialect#FOLDED} dialect leave them out.
 *
 * @param out channels or features written; those read where the operator does not choose
 * @param types the types of the inputs after the first
 */
record UsualWeights(long out, List<ValueType> types) {
    private static final Set<String> LAYERS = Set.of(
            "Conv",
            "ConvTranspose",
            "Gemm",
            "MatMul",
            "Add",
            "Mul",
            "PRelu",
            "BatchNormalization",
            "InstanceNormalization",
            "LayerNormalization",
            "RMSNormalization");

    private static final Set<String> WITH_OPTIONAL_BIAS = Set.of("Conv", "ConvTranspose", "Gemm", "LayerNormalization");

    /** What a layer is asked for: its operator and attributes, complete ones. */
    record Layer(OpId op, List<Attribute> attributes, ValueType.OfTensor data, Shape shape) {
        /** Null where the operator is no layer or the shape of the data is not known well enough. */
        static @Nullable Layer of(OpId op, List<Attribute> attributes, @Nullable ValueType data) {
            if (!isLayer(op) || !(data instanceof ValueType.OfTensor tensor)) {
                return null;
            }
            Shape shape = tensor.shape();
            if (shape == null || shape.rank() == 0) {
                return null;
            }
            Layer layer = new Layer(op, attributes, tensor, shape);
            return layer.in() > 0 ? layer : null;
        }

        /** Channels or features read; 0 where unknown. */
        long in() {
            boolean readsChannels = SpatialShorthand.isConvolution(op)
                    || Set.of("PRelu", "BatchNormalization", "InstanceNormalization")
                            .contains(op.type());
            int axis = readsChannels ? 1 : shape.rank() - 1;
            return axis < shape.rank() && shape.dim(axis) instanceof Dim.Known known ? known.value() : 0;
        }

        long integer(String name, long absent) {
            return attribute(name) instanceof Attribute.OfInt one ? one.value() : absent;
        }

        private @Nullable Attribute attribute(String name) {
            return attributes.stream()
                    .filter(attribute -> attribute.name().equals(name))
                    .findFirst()
                    .orElse(null);
        }

        private ValueType weight(List<Long> dims) {
            return ValueType.tensor(
                    data.elementType(), new Shape(dims.stream().map(Dim::of).toList()));
        }
    }

    /** Whether an operator can have such weights. */
    static boolean isLayer(OpId op) {
        return op.isDefaultDomain() && LAYERS.contains(op.type());
    }

    static boolean hasOptionalBias(OpId op) {
        return WITH_OPTIONAL_BIAS.contains(op.type());
    }

    /**
     * The weights of a layer that writes {@code out} channels or features; null where they do not follow.
     *
     * @param hasBias looked at only where a bias is optional
     */
    static @Nullable UsualWeights of(Layer layer, long out, boolean hasBias) {
        List<Long> first = first(layer, out);
        if (first == null) {
            return null;
        }
        List<ValueType> types = new ArrayList<>();
        types.add(layer.weight(first));
        int more = more(layer.op, hasBias);
        boolean likeFirst = layer.op.type().endsWith("Normalization");
        types.addAll(Collections.nCopies(more, likeFirst ? types.get(0) : layer.weight(List.of(out))));
        return new UsualWeights(out, types);
    }

    /** Weights after the first. */
    private static int more(OpId op, boolean hasBias) {
        return switch (op.type()) {
            case "BatchNormalization" -> 3;
            case "InstanceNormalization" -> 1;
            default -> hasOptionalBias(op) && hasBias ? 1 : 0;
        };
    }

    private static @Nullable List<Long> first(Layer layer, long out) {
        long in = layer.in();
        return switch (layer.op.type()) {
            case "Conv" -> kernel(layer, out, in);
            case "ConvTranspose" -> kernel(layer, in, out);
            case "Gemm" ->
                layer.integer("transA", 0) != 0
                        ? null
                        : layer.integer("transB", 0) == 0 ? List.of(in, out) : List.of(out, in);
            case "MatMul" -> List.of(in, out);
            case "LayerNormalization", "RMSNormalization" -> normalized(layer);
            case "PRelu" -> slope(layer);
            default -> List.of(in);
        };
    }

    /** The dimensions of a kernel, of which the second counts for each group. */
    private static @Nullable List<Long> kernel(Layer layer, long first, long second) {
        long group = layer.integer("group", 1);
        if (group < 1 || second % group != 0 || !(layer.attribute("kernel_shape") instanceof Attribute.OfInts kernel)) {
            return null;
        }
        List<Long> dims = new ArrayList<>(List.of(first, second / group));
        dims.addAll(kernel.value());
        return dims;
    }

    private static @Nullable List<Long> normalized(Layer layer) {
        long axis = layer.integer("axis", -1);
        long start = axis < 0 ? axis + layer.shape.rank() : axis;
        List<Long> dims = new ArrayList<>();
        for (long i = start; i >= 0 && i < layer.shape.rank(); i++) {
            if (!(layer.shape.dim((int) i) instanceof Dim.Known known)) {
                return null;
            }
            dims.add(known.value());
        }
        return dims.isEmpty() ? null : dims;
    }

    private static List<Long> slope(Layer layer) {
        List<Long> dims = new ArrayList<>(List.of(layer.in()));
        dims.addAll(Collections.nCopies(Math.max(0, layer.shape.rank() - 2), 1L));
        return dims;
    }

    /** How many channels or features a layer writes whose first weight is of a type; 0 where the operator does not choose. */
    static long outOf(Layer layer, ValueType weight) {
        if (!(weight instanceof ValueType.OfTensor tensor)) {
            return 0;
        }
        Shape shape = tensor.shape();
        if (shape == null || !shape.isStatic() || shape.rank() < 2) {
            return 0;
        }
        long[] dims = shape.toLongs();
        return switch (layer.op.type()) {
            case "Conv" -> dims[0];
            case "ConvTranspose" -> dims[1] * layer.integer("group", 1);
            case "MatMul" -> dims[1];
            case "Gemm" -> layer.integer("transB", 0) == 0 ? dims[1] : dims[0];
            default -> 0;
        };
    }

    /** Whether the operator chooses how many channels or features it writes. */
    static boolean chooses(OpId op) {
        return SpatialShorthand.isConvolution(op)
                || op.type().equals("Gemm")
                || op.type().equals("MatMul");
    }
}
