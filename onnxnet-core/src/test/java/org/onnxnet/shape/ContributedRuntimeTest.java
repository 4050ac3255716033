package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.io.OnnxWriter;
import org.onnxnet.testing.OrtRunner;

/** Contributed operators that run on a processor give outputs of the types and shapes that were inferred. */
class ContributedRuntimeTest {
    private static final ElementType F = ElementType.FLOAT;
    private static final ElementType I64 = ElementType.INT64;
    private static final ElementType I32 = ElementType.INT32;
    private static final ElementType U8 = ElementType.UINT8;
    private static final ElementType I8 = ElementType.INT8;

    /** One node with inputs, null for those that are left out. */
    private record Call(String what, Node node, List<Tensor> inputs) {
        Call with(Attribute... attributes) {
            return new Call(what, node.withAttributes(List.of(attributes)), inputs);
        }

        /** On a processor only outputs 0 and 3 are computed. */
        Call withoutStatistics() {
            return new Call(what, node.withOutputs(List.of("out0", "", "", "out3")), inputs);
        }

        Call named(String suffix) {
            return new Call(what + suffix, node, inputs);
        }
    }

    private static Call call(String type, int outputs, Tensor... inputs) {
        return call(new OpId("com.microsoft", type), outputs, inputs);
    }

    private static Call call(OpId op, int outputs, Tensor... inputs) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            names.add(inputs[i] == null ? "" : "in" + i);
        }
        List<String> results = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            results.add("out" + i);
        }
        return new Call(op.type(), new Node("", op, names, results, List.of()), Arrays.asList(inputs));
    }

    /** Elements 1, 2, 3, 1, 2, ... */
    private static Tensor tensor(ElementType type, long... dims) {
        Shape shape = Shape.of(dims);
        int count = (int) shape.elementCount();
        ByteBuffer raw = ByteBuffer.allocate((int) type.byteSize(count)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            switch (type) {
                case FLOAT -> raw.putFloat((i % 3 + 1) / 4f);
                case INT64 -> raw.putLong(0);
                case INT32 -> raw.putInt(0);
                default -> raw.put((byte) (i % 3 + 1));
            }
        }
        return Tensor.ofRaw("", type, shape, Bytes.wrap(raw.array()));
    }

    private static Tensor f(long... dims) {
        return tensor(F, dims);
    }

    private static Tensor u(long... dims) {
        return tensor(U8, dims);
    }

    private static Tensor longs(long... values) {
        return Tensor.ofLongs("", values);
    }

    private static Tensor ints(int... values) {
        return ints(Shape.of(values.length), values);
    }

    private static Tensor ints(Shape shape, int... values) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            raw.putInt(value);
        }
        return Tensor.ofRaw("", I32, shape, Bytes.wrap(raw.array()));
    }

    private static Attribute at(String name, long value) {
        return Attribute.of(name, value);
    }

    private static Stream<Call> elementwise() {
        return Stream.of(
                call("Gelu", 1, f(2, 3)),
                call("QuickGelu", 1, f(2, 3)),
                call("FastGelu", 1, f(2, 3), f(3)),
                call("BiasGelu", 1, f(2, 3), f(3)),
                call("Trilu", 1, f(3, 4)),
                call("Inverse", 1, f(2, 1, 1)),
                call("SkipLayerNormalization", 4, f(2, 3, 4), f(2, 3, 4), f(4), f(4))
                        .withoutStatistics(),
                call("SkipSimplifiedLayerNormalization", 4, f(2, 3, 4), f(2, 3, 4), f(4))
                        .withoutStatistics(),
                call(OpId.of("SimplifiedLayerNormalization"), 2, f(2, 3, 4), f(4))
                        .with(at("axis", -1)),
                call(OpId.of("SimplifiedLayerNormalization"), 2, f(2, 3, 4), f(3, 4))
                        .with(at("axis", 1))
                        .named(" of two axes"),
                call("MurmurHash3", 1, tensor(I32, 2, 3)).with(at("positive", 0)),
                call("NGramRepeatBlock", 1, tensor(I64, 2, 5), f(2, 9)).with(at("ngram_size", 2)),
                call(OpId.of("Affine"), 1, f(2, 3)),
                call(OpId.of("ScaledTanh"), 1, f(2, 3)).with(Attribute.of("alpha", 1f), Attribute.of("beta", 1f)),
                call(OpId.of("ParametricSoftplus"), 1, f(2, 3))
                        .with(Attribute.of("alpha", 1f), Attribute.of("beta", 1f)),
                call(OpId.of("ImageScaler"), 1, f(1, 2, 3, 4)).with(Attribute.ofFloats("bias", 0, 0)));
    }

    private static Stream<Call> products() {
        Attribute transA = at("transA", 1);
        Attribute transB = at("transB", 1);
        return Stream.of(
                call("FusedConv", 1, f(1, 2, 8, 9), f(3, 2, 3, 3), f(3))
                        .with(Attribute.of("activation", "Relu"), Attribute.ofInts("strides", 2, 1)),
                call("FusedGemm", 1, f(3, 2), f(4, 3)).with(transA, transB, Attribute.of("activation", "Relu")),
                call("FusedMatMul", 1, f(5, 2, 3), f(5, 3, 4)),
                call("FusedMatMul", 1, f(5, 3, 2), f(5, 4, 3))
                        .with(transA, transB)
                        .named(" of transposed"),
                call("FusedMatMul", 1, f(2, 5, 6, 3), f(5, 6, 3, 4))
                        .with(at("transBatchA", 1))
                        .named(" of a moved batch"),
                call("TransposeMatMul", 1, f(3, 2), f(3, 4)).with(transA),
                call("DynamicQuantizeMatMul", 1, f(2, 5, 3), tensor(I8, 3, 4), f(1)),
                call("MatMulIntegerToFloat", 1, u(2, 5, 3), u(3, 4), f(1), f(1)),
                call("MatMulNBits", 1, f(2, 5, 32), u(4, 1, 16), f(4))
                        .with(at("K", 32), at("N", 4), at("bits", 4), at("block_size", 32)),
                call("QGemm", 1, u(3, 2), f(), u(), u(4, 3), f(), u()).with(transA, transB),
                call("QGemm", 1, u(3, 2), f(), u(), u(2, 4), f(), u(), null, f(), u())
                        .named(" to integers"));
    }

    private static Stream<Call> quantized() {
        Tensor s = f();
        Tensor z = u();
        Attribute kernel = Attribute.ofInts("kernel_shape", 3, 2);
        return Stream.of(
                call("QuantizeLinear", 1, f(2, 3), s, z),
                call("DequantizeLinear", 1, u(2, 3), s, z),
                call("QLinearAdd", 1, u(2, 1, 3), s, z, u(4, 3), s, z, s, z),
                call("QLinearMul", 1, u(2, 1, 3), s, z, u(4, 3), s, z, s, z),
                call("QLinearLeakyRelu", 1, u(2, 3), s, z, s, z),
                call("QLinearSigmoid", 1, u(2, 3), s, z, s, z),
                call("QLinearSoftmax", 1, u(2, 3), s, z, s, z).with(at("opset", 13)),
                call("QLinearConcat", 1, s, z, u(2, 3), s, z, u(2, 4), s, z).with(at("axis", 1)),
                call("QLinearGlobalAveragePool", 1, u(1, 2, 5, 6), s, z, s, z),
                call("QLinearGlobalAveragePool", 1, u(1, 5, 6, 2), s, z, s, z)
                        .with(at("channels_last", 1))
                        .named(" of channels last"),
                call("QLinearAveragePool", 1, u(1, 2, 5, 6), s, z, s, z).with(kernel),
                call("QLinearAveragePool", 1, u(1, 5, 6, 2), s, z, s, z)
                        .with(kernel, at("channels_last", 1), Attribute.ofInts("strides", 2, 2), at("ceil_mode", 1))
                        .named(" of channels last"),
                call("QLinearWhere", 1, tensor(ElementType.BOOL, 2, 1), u(1, 3), s, z, u(2, 3), s, z, s, z),
                call("QLinearConv", 1, u(1, 2, 5, 6), s, z, u(3, 2, 3, 3), s, z, s, z),
                call("NhwcMaxPool", 1, u(1, 5, 6, 2)).with(kernel));
    }

    private static Stream<Call> attention() {
        Attribute heads = at("num_heads", 2);
        return Stream.of(
                call("Attention", 2, f(1, 3, 4), f(4, 12), f(12)).with(heads),
                call("Attention", 2, f(1, 3, 4), f(4, 12), f(12), null, f(2, 1, 2, 5, 2))
                        .with(heads, at("unidirectional", 1))
                        .named(" with past"),
                call("Attention", 1, f(1, 3, 4), f(4, 14), f(14))
                        .with(heads, Attribute.ofInts("qkv_hidden_sizes", 4, 4, 6))
                        .named(" of uneven widths"),
                call("QAttention", 2, u(1, 3, 4), u(4, 12), f(12), f(), f(), null, u(), u())
                        .with(heads),
                call("MultiHeadAttention", 1, f(1, 3, 4), f(1, 5, 4), f(1, 5, 6))
                        .with(heads),
                call(
                                "MultiHeadAttention",
                                3,
                                f(1, 3, 4),
                                f(1, 5, 4),
                                f(1, 5, 4),
                                null,
                                null,
                                null,
                                f(1, 2, 7, 2),
                                f(1, 2, 7, 2))
                        .with(heads)
                        .named(" with past"),
                call(
                                "GroupQueryAttention",
                                3,
                                f(1, 3, 16),
                                f(1, 3, 8),
                                f(1, 3, 8),
                                null,
                                null,
                                ints(2),
                                ints(Shape.of(1), 3))
                        .with(heads, at("kv_num_heads", 1)),
                call("GroupQueryAttention", 3, f(1, 3, 32), null, null, null, null, ints(2), ints(Shape.of(1), 3))
                        .with(heads, at("kv_num_heads", 1))
                        .named(" of packed"),
                call("RotaryEmbedding", 1, f(1, 3, 16), tensor(I64, 1, 3), f(9, 4), f(9, 4))
                        .with(heads),
                call("EmbedLayerNormalization", 2, tensor(I32, 2, 3), null, f(9, 4), f(5, 4), null, f(4), f(4)));
    }

    private static Stream<Call> movement() {
        Tensor texts = new Tensor(
                "",
                ElementType.STRING,
                Shape.of(2),
                new TensorData.Strings(List.of(Bytes.utf8("a b c"), Bytes.utf8("d"))));
        return Stream.of(
                call("Pad", 1, f(2, 3), Tensor.ofLongs("", 1, 0, 0, 2)),
                call("ExpandDims", 1, f(2, 3), ints(Shape.SCALAR, -1)),
                call("Range", 1, ints(Shape.SCALAR, 2), ints(Shape.SCALAR, 9), ints(Shape.SCALAR, 3)),
                call("Unique", 3, f(5)),
                call("GatherND", 1, f(2, 3, 4), tensor(I64, 5, 2)),
                call("GridSample", 1, f(1, 2, 3, 4), f(1, 5, 6, 2)),
                call("CropAndResize", 1, f(1, 2, 8, 8), f(3, 4), tensor(I32, 3), ints(5, 6)),
                call("CDist", 1, f(3, 4), f(5, 4)).with(Attribute.of("metric", "euclidean")),
                call("Tokenizer", 1, texts)
                        .with(
                                at("mark", 0),
                                at("mincharnum", 1),
                                Attribute.of("pad_value", "#"),
                                Attribute.ofStrings("separators", " ")),
                call(
                        "WordConvEmbedding",
                        1,
                        ints(Shape.of(2, 4), 1, 2, 3, 0, 1, 1, 0, 0),
                        f(5, 1, 2, 3),
                        f(5),
                        f(9, 3)),
                call("DynamicTimeWarping", 1, f(3, 4)),
                call("BifurcationDetector", 2, longs(1, 2, 3), longs(1), longs(0), longs(1, 2, 4, 5)),
                call("BifurcationDetector", 2, longs(1, 2, 3), longs(1, 2), longs(0))
                        .named(" without predictions"),
                call(OpId.of("DynamicSlice"), 1, f(5, 6), longs(1, -3), longs(9, -1)),
                call(OpId.of("DynamicSlice"), 1, f(5, 6), longs(1), longs(4), longs(1))
                        .named(" of an axis"),
                call("UnfoldTensor", 1, f(2, 9)).with(at("dim", 1), at("size", 4), at("step", 2)),
                call("ConvTransposeWithDynamicPads", 1, f(1, 2, 4, 4), f(2, 3, 3, 3), Tensor.ofLongs("", 0, 0, 0, 0)),
                call("GatherBlockQuantized", 1, u(4, 16), tensor(I64, 3), f(4, 2))
                        .with(at("gather_axis", 0), at("quantize_axis", 1), at("block_size", 16), at("bits", 4)),
                call(OpId.of("Crop"), 1, f(1, 2, 8, 9)).with(Attribute.ofInts("border", 1, 2, 3, 4)),
                call(OpId.of("Crop"), 1, f(1, 2, 8, 9))
                        .with(Attribute.ofInts("border", 1, 2, 3, 4), Attribute.ofInts("scale", 2, 3))
                        .named(" to a size"));
    }

    private static Stream<Call> states() {
        Attribute heads = at("q_num_heads", 2);
        return Stream.of(
                call("CausalConvWithState", 2, f(2, 4, 5), f(4, 1, 3), f(4)),
                call("LinearAttention", 2, f(2, 3, 8), f(2, 3, 4), f(2, 3, 6))
                        .with(heads, at("kv_num_heads", 1), Attribute.of("update_rule", "linear")),
                call("LinearAttention", 2, f(2, 3, 8), f(2, 3, 8), f(2, 3, 24))
                        .with(heads, at("kv_num_heads", 4), Attribute.of("update_rule", "linear"))
                        .named(" with more heads of values"),
                call(
                                "AttnLSTM",
                                3,
                                f(3, 1, 2),
                                f(1, 16, 7),
                                f(1, 16, 4),
                                null,
                                null,
                                null,
                                null,
                                null,
                                f(1, 4, 6),
                                f(1, 5, 6),
                                f(1, 6),
                                f(1, 7, 5))
                        .with(at("hidden_size", 4)));
    }

    /** Extents that only the elements decide, and a cache whose length depends on how it is bound. */
    private static final Map<String, Integer> OPEN_EXTENTS = Map.of(
            "Unique", 2,
            "Tokenizer", 1,
            "DynamicTimeWarping", 1,
            "BifurcationDetector", 1,
            "GroupQueryAttention", 2,
            "GroupQueryAttention of packed", 2,
            "ConvTransposeWithDynamicPads", 2,
            "GatherBlockQuantized", 1);

    @TestFactory
    Stream<DynamicTest> runsAsInferred() {
        return Stream.of(elementwise(), products(), quantized(), attention(), movement(), states())
                .flatMap(calls -> calls)
                .map(call -> DynamicTest.dynamicTest(call.what(), () -> check(call)));
    }

    private static void check(Call call) {
        Map<String, Tensor> given = new LinkedHashMap<>();
        Model model = GraphBuilder.model(call.node().op().isDefaultDomain() ? 8 : 17, g -> {
            for (int i = 0; i < call.inputs().size(); i++) {
                Tensor tensor = call.inputs().get(i);
                if (tensor != null) {
                    g.input(new Value("in" + i, tensor.type()));
                    given.put("in" + i, tensor);
                }
            }
            g.node(call.node());
            call.node().outputs().stream()
                    .filter(name -> !name.isEmpty())
                    .forEach(name -> g.output(new Value(name, null)));
        });
        if (!call.node().op().isDefaultDomain()) {
            model = model.withOpset("com.microsoft", 1);
        }
        InferredTypes types = ShapeInference.standard().infer(model, given);
        assertThat(types.problems()).isEmpty();

        int open = 0;
        for (Map.Entry<String, Tensor> actual :
                OrtRunner.run(OnnxWriter.toBytes(model), given).entrySet()) {
            ValueType.OfTensor found = (ValueType.OfTensor) types.type(actual.getKey());
            assertThat(found.elementType())
                    .as(actual.getKey())
                    .isEqualTo(actual.getValue().elementType());
            assertThat(found.shape().rank())
                    .as(actual.getKey())
                    .isEqualTo(actual.getValue().shape().rank());
            for (int axis = 0; axis < found.shape().rank(); axis++) {
                if (found.shape().dim(axis).isKnown()) {
                    assertThat(found.shape().dim(axis))
                            .as("%s of %s", actual, found)
                            .isEqualTo(actual.getValue().shape().dim(axis));
                } else {
                    open++;
                }
            }
        }
        assertThat(open).isEqualTo(OPEN_EXTENTS.getOrDefault(call.what(), 0));
    }
}
