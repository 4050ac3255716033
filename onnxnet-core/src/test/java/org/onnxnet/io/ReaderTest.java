package org.onnxnet.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Property;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.SparseTensor;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.proto.AttributeProto;
import org.onnxnet.proto.GraphProto;
import org.onnxnet.proto.ModelProto;
import org.onnxnet.proto.NodeProto;
import org.onnxnet.proto.OperatorSetIdProto;
import org.onnxnet.proto.TensorProto;
import org.onnxnet.proto.TensorShapeProto;
import org.onnxnet.proto.TrainingInfoProto;
import org.onnxnet.proto.TypeProto;
import org.onnxnet.proto.ValueInfoProto;

/** What the reader makes of each part of a model; that nothing is lost is {@link RoundTripPropertyTest}'s job. */
class ReaderTest {
    private static final Tensor TENSOR = Tensor.ofLongs("t", 1, 2);
    private static final SparseTensor SPARSE =
            new SparseTensor(Tensor.ofFloats("s", Shape.of(1), 5f), Tensor.ofLongs("", 3), Shape.of(2, 2), Extras.NONE);
    private static final Graph BODY = Graph.of(parts -> parts.name("body").outputs(List.of(new Value("o", null))));
    private static final ValueType TYPE = new ValueType.OfSequence(ValueType.tensor(ElementType.FLOAT, 1, 2));

    @Test
    void attributesOfEveryKind() {
        List<Attribute> attributes = List.of(
                Attribute.of("f", 0.5f),
                Attribute.of("i", -1),
                Attribute.of("zero", 0),
                Attribute.of("s", "text"),
                Attribute.of("t", TENSOR),
                Attribute.of("g", BODY),
                new Attribute.OfSparseTensor("sp", SPARSE, Extras.NONE),
                new Attribute.OfType("tp", TYPE, Extras.NONE),
                Attribute.ofFloats("fs", 1, Float.NaN, -0f),
                Attribute.ofInts("is", 1, -1, Long.MIN_VALUE),
                Attribute.ofInts("none"),
                Attribute.ofStrings("ss", "a", ""),
                new Attribute.OfTensors("ts", List.of(TENSOR, TENSOR), Extras.NONE),
                new Attribute.OfGraphs("gs", List.of(BODY, BODY), Extras.NONE),
                new Attribute.OfSparseTensors("sps", List.of(SPARSE), Extras.NONE),
                new Attribute.OfTypes("tps", List.of(TYPE, TYPE), Extras.NONE),
                new Attribute.Reference("r", "alpha", AttributeKind.FLOAT, Extras.NONE),
                new Attribute.Undefined("u", Extras.NONE));
        Model model = modelOf(new Node("n", new OpId("d", "Op"), List.of(), List.of(), attributes));

        Model read = OnnxReader.read(OnnxWriter.toBytes(model));

        assertThat(read.graph().nodes().get(0).attributes()).isEqualTo(attributes);
        assertThat(read).isEqualTo(model);
    }

    @Test
    void typesOfEveryKind() {
        ValueType tensor = ValueType.tensor(
                ElementType.FLOAT16, new Shape(List.of(Dim.of("batch"), Dim.UNKNOWN, Dim.of(0), Dim.of(7))));
        List<Value> values = List.of(
                new Value("a", tensor),
                new Value("b", ValueType.tensor(ElementType.BOOL, (Shape) null)),
                new Value("c", ValueType.tensor(ElementType.BOOL, Shape.SCALAR)),
                new Value("d", new ValueType.OfSparseTensor(ElementType.DOUBLE, Shape.of(3))),
                new Value("e", new ValueType.OfSequence(new ValueType.OfOptional(tensor))),
                new Value("f", new ValueType.OfOptional(null)),
                new Value("g", new ValueType.OfMap(ElementType.STRING, tensor)),
                new Value("h", new ValueType.OfOpaque("domain", "name")),
                new Value("i", null));
        Model model = Model.of(8, 17, Graph.of(parts -> parts.inputs(values)));

        assertThat(OnnxReader.read(OnnxWriter.toBytes(model)).graph().inputs()).isEqualTo(values);
    }

    @Test
    void functionsWithOverloads() {
        Function function = new Function(
                new OpId("local", "F"),
                "second",
                List.of("x"),
                List.of("y"),
                List.of("alpha"),
                List.of(Attribute.of("beta", 1f)),
                List.of(new Node(
                        "",
                        OpId.of("Elu"),
                        List.of("x"),
                        List.of("y"),
                        List.of(new Attribute.Reference("alpha", "alpha", AttributeKind.FLOAT, Extras.NONE)))),
                Map.of("", 17L),
                List.of(new Value("y", TYPE)),
                "doc",
                List.of(new Property("k", "v")),
                Extras.NONE);
        Model model = modelOf(new Node(
                        "",
                        new OpId("local", "F"),
                        "second",
                        List.of("x"),
                        List.of("y"),
                        List.of(),
                        "d",
                        List.of(),
                        Extras.NONE))
                .withFunctions(List.of(function));

        assertThat(OnnxReader.read(OnnxWriter.toBytes(model))).isEqualTo(model);
    }

    @Test
    void quantisationMetadataDocumentationAndTraining() throws IOException {
        Graph graph = Graph.of(parts -> parts.name("g")
                .doc("a graph")
                .metadata(List.of(new Property("k", "v"), new Property("k", "")))
                .sparseInitializers(List.of(SPARSE))
                .quantization(List.of(new Graph.QuantizationAnnotation(
                        "x", List.of(new Property("SCALE_TENSOR", "x_scale")), Extras.NONE))));
        TrainingInfoProto training = TrainingInfoProto.newBuilder()
                .setAlgorithm(GraphProto.newBuilder().setName("step"))
                .build();
        Model model = new Model(
                8,
                Map.of("", 17L, "d", 1L),
                new Model.Producer("maker", "1.0"),
                "org.example",
                3,
                "a model",
                graph,
                List.of(new Property("author", "x")),
                List.of(),
                List.of(Bytes.wrap(training.toByteArray())),
                Extras.NONE);

        byte[] bytes = OnnxWriter.toBytes(model);

        assertThat(OnnxReader.read(bytes)).isEqualTo(model);
        ModelProto proto = ModelProto.parseFrom(bytes);
        assertThat(proto.getTrainingInfo(0)).isEqualTo(training);
        assertThat(proto.getGraph().getQuantizationAnnotation(0).getTensorName())
                .isEqualTo("x");
        assertThat(proto.getGraph().getSparseInitializer(0).getDimsList()).containsExactly(2L, 2L);
        assertThat(proto.getModelVersion()).isEqualTo(3);
    }

    @Test
    void attributeWithoutTypeHasThatOfItsValue() {
        ModelProto model = model(NodeProto.newBuilder()
                .addAttribute(AttributeProto.newBuilder().setName("a").addInts(3))
                .addAttribute(AttributeProto.newBuilder().setName("b").setI(0))
                .addAttribute(AttributeProto.newBuilder().setName("c")));
        assertThat(OnnxReader.read(model.toByteArray()).graph().nodes().get(0).attributes())
                .containsExactly(
                        Attribute.ofInts("a", 3), Attribute.of("b", 0), new Attribute.Undefined("c", Extras.NONE));
    }

    @Test
    void attributeOfUnknownTypeIsKept() throws IOException {
        byte[] attribute =
                new OutMessage().text(1, "a").varint(3, 7).varint(20, 99).toByteArray();
        NodeProto node = NodeProto.newBuilder()
                .addAttribute(AttributeProto.parseFrom(attribute))
                .build();
        byte[] model = model(node.toBuilder()).toByteArray();
        Model read = OnnxReader.read(model);
        assertThat(read.graph().nodes().get(0).attribute("a")).isInstanceOf(Attribute.Undefined.class);
        assertThat(ModelProto.parseFrom(OnnxWriter.toBytes(read))).isEqualTo(ModelProto.parseFrom(model));
    }

    @Test
    void fieldsInAnyOrderAndRepeated() {
        OutMessage tensor = new OutMessage()
                .bytes(TensorProto.RAW_DATA_FIELD_NUMBER, Bytes.copyOf(new byte[] {9}))
                .text(TensorProto.NAME_FIELD_NUMBER, "first")
                .bytes(TensorProto.DIMS_FIELD_NUMBER, Bytes.copyOf(new byte[] {1, 2}))
                .text(TensorProto.NAME_FIELD_NUMBER, "last")
                .varint(TensorProto.DIMS_FIELD_NUMBER, 2)
                .bytes(TensorProto.RAW_DATA_FIELD_NUMBER, Bytes.copyOf(new byte[] {1, 2, 3, 4}))
                .varint(TensorProto.DATA_TYPE_FIELD_NUMBER, ElementType.INT8.code());
        Tensor read = initializer(tensor);
        assertThat(read.name()).isEqualTo("last");
        assertThat(read.shape()).isEqualTo(Shape.of(1, 2, 2));
        assertThat(read.toLongs()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void typedDataPackedUnpackedAndMixed() {
        OutMessage ints = new OutMessage()
                .varint(TensorProto.DATA_TYPE_FIELD_NUMBER, ElementType.INT64.code())
                .varint(TensorProto.DIMS_FIELD_NUMBER, 5)
                .varint(TensorProto.INT64_DATA_FIELD_NUMBER, -1)
                .bytes(TensorProto.INT64_DATA_FIELD_NUMBER, Bytes.copyOf(new byte[] {1, (byte) 0x80, 2}))
                .varint(TensorProto.INT64_DATA_FIELD_NUMBER, 300)
                .bytes(TensorProto.INT64_DATA_FIELD_NUMBER, Bytes.copyOf(new byte[] {7}));
        assertThat(initializer(ints).toLongs()).containsExactly(-1, 1, 256, 300, 7);
        OutMessage floats = new OutMessage()
                .varint(TensorProto.DATA_TYPE_FIELD_NUMBER, ElementType.FLOAT.code())
                .varint(TensorProto.DIMS_FIELD_NUMBER, 2)
                .float32(TensorProto.FLOAT_DATA_FIELD_NUMBER, 1.5f)
                .bytes(TensorProto.FLOAT_DATA_FIELD_NUMBER, Bytes.copyOf(new byte[] {0, 0, 0, (byte) 0x80}));
        assertThat(initializer(floats).toDoubles()).containsExactly(1.5, -0.0);
    }

    @Test
    void messagesThatOccurTwiceAreOne() {
        OutMessage type = new OutMessage().message(1, new OutMessage().varint(1, 1));
        OutMessage shape = new OutMessage()
                .message(1, new OutMessage().message(2, new OutMessage().message(1, new OutMessage().varint(1, 3))));
        OutMessage input = new OutMessage()
                .message(ValueInfoProto.TYPE_FIELD_NUMBER, type)
                .text(ValueInfoProto.NAME_FIELD_NUMBER, "x")
                .message(ValueInfoProto.TYPE_FIELD_NUMBER, shape);
        byte[] bytes = new OutMessage()
                .message(ModelProto.GRAPH_FIELD_NUMBER, new OutMessage().message(GraphProto.INPUT_FIELD_NUMBER, input))
                .message(ModelProto.GRAPH_FIELD_NUMBER, new OutMessage().text(GraphProto.NAME_FIELD_NUMBER, "g"))
                .toByteArray();
        Graph graph = OnnxReader.read(bytes).graph();
        assertThat(graph.name()).isEqualTo("g");
        assertThat(graph.inputs().get(0).type()).isEqualTo(ValueType.tensor(ElementType.FLOAT, 3));
    }

    @Test
    void sizesOfUnusualTensors() {
        assertThat(initializer(tensor(ElementType.FLOAT, 0).varint(1, 5)).toDoubles())
                .isEmpty();
        assertThat(initializer(tensor(ElementType.INT4, 3).bytes(9, Bytes.copyOf(new byte[] {0x21, 0x0F})))
                        .toLongs())
                .containsExactly(1, 2, -1);
        assertThat(initializer(tensor(ElementType.UINT2, 5).varint(5, 0xE4).varint(5, 1))
                        .toLongs())
                .containsExactly(0, 1, 2, 3, 1);
        assertThat(initializer(tensor(ElementType.FLOAT6E2M3, 2).varint(5, 1).varint(5, 44))
                        .toDoubles())
                .containsExactly(0.125, -1.5);
        assertThat(initializer(tensor(ElementType.FLOAT6E3M2, 4).bytes(9, Bytes.copyOf(new byte[] {0x60, 0, 0x7C})))
                        .toDoubles())
                .containsExactly(-0.0, 0.0625, 0, 28);
        assertThat(initializer(tensor(ElementType.FLOAT16, 1).varint(5, 0x3C00)).toDoubles())
                .containsExactly(1);
        Tensor strings = initializer(tensor(ElementType.STRING, 2).text(6, "a").text(6, ""));
        assertThat(strings.data()).isEqualTo(new TensorData.Strings(List.of(Bytes.utf8("a"), Bytes.EMPTY)));
        assertThat(initializer(new OutMessage()
                                .varint(2, ElementType.INT64.code())
                                .bytes(9, Bytes.copyOf(new byte[8])))
                        .toLongs())
                .containsExactly(0);
    }

    @Test
    void whatATypeCannotSayIsKeptUntilItIsReplaced() throws IOException {
        TypeProto type = TypeProto.newBuilder()
                .setDenotation("IMAGE")
                .setTensorType(TypeProto.Tensor.newBuilder()
                        .setElemType(1)
                        .setShape(TensorShapeProto.newBuilder()
                                .addDim(TensorShapeProto.Dimension.newBuilder()
                                        .setDimValue(-1)
                                        .setDenotation("DATA_BATCH"))))
                .build();
        byte[] bytes = ModelProto.newBuilder()
                .setGraph(GraphProto.newBuilder()
                        .addInput(ValueInfoProto.newBuilder().setName("x").setType(type)))
                .build()
                .toByteArray();
        Model model = OnnxReader.read(bytes);
        Value input = model.graph().inputs().get(0);
        assertThat(input.type()).isEqualTo(ValueType.tensor(ElementType.FLOAT, Shape.ofRank(1)));
        assertThat(OnnxWriter.toBytes(model)).isEqualTo(bytes);

        Value changed = input.withType(ValueType.tensor(ElementType.FLOAT, 4));
        Graph graph = model.graph().with(parts -> parts.inputs(List.of(changed)));
        TypeProto written = ModelProto.parseFrom(OnnxWriter.toBytes(model.withGraph(graph)))
                .getGraph()
                .getInput(0)
                .getType();
        assertThat(written.hasDenotation()).isFalse();
        assertThat(written.getTensorType().getShape().getDim(0).getDimValue()).isEqualTo(4);
    }

    @Test
    void otherSpellingOfTheDefaultDomainIsKeptUntilItIsChanged() throws IOException {
        byte[] bytes = ModelProto.newBuilder()
                .setGraph(GraphProto.newBuilder()
                        .addNode(NodeProto.newBuilder().setOpType("Relu").setDomain("ai.onnx")))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain("ai.onnx").setVersion(17))
                .build()
                .toByteArray();
        Model model = OnnxReader.read(bytes);
        assertThat(model.opset()).isEqualTo(17);
        assertThat(model.graph().nodes().get(0).is("Relu")).isTrue();
        assertThat(ModelProto.parseFrom(OnnxWriter.toBytes(model))).isEqualTo(ModelProto.parseFrom(bytes));

        ModelProto changed = ModelProto.parseFrom(OnnxWriter.toBytes(model.withOpset("", 18)));
        assertThat(changed.getOpsetImportList())
                .containsExactly(OperatorSetIdProto.newBuilder()
                        .setDomain("")
                        .setVersion(18)
                        .build());
    }

    @Test
    void namesThatAreNotUtf8Survive() {
        byte[] name = {'a', (byte) 0xFF, (byte) 0xC3, (byte) 0xA9, (byte) 0xE2, (byte) 0x82};
        OutMessage graph = new OutMessage().bytes(GraphProto.NAME_FIELD_NUMBER, Bytes.copyOf(name));
        byte[] bytes =
                new OutMessage().message(ModelProto.GRAPH_FIELD_NUMBER, graph).toByteArray();
        Model model = OnnxReader.read(bytes);
        assertThat(model.graph().name()).startsWith("a").contains("\u00E9").hasSize(5);
        assertThat(OnnxWriter.toBytes(model)).isEqualTo(bytes);
    }

    @Test
    void streams() throws IOException {
        Model model = modelOf(new Node("n", OpId.of("Relu"), List.of("x"), List.of("y"), List.of()));
        assertThat(OnnxReader.read(new ByteArrayInputStream(OnnxWriter.toBytes(model))))
                .isEqualTo(model);
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        assertThatThrownBy(() -> OnnxReader.read(closed))
                .isInstanceOf(OnnxNetException.class)
                .hasMessage("cannot read a model from the stream: Stream closed");
    }

    private static OutMessage tensor(ElementType type, long dim) {
        return new OutMessage()
                .varint(TensorProto.DIMS_FIELD_NUMBER, dim)
                .varint(TensorProto.DATA_TYPE_FIELD_NUMBER, type.code());
    }

    private static Tensor initializer(OutMessage tensor) {
        OutMessage graph = new OutMessage().message(GraphProto.INITIALIZER_FIELD_NUMBER, tensor);
        byte[] bytes =
                new OutMessage().message(ModelProto.GRAPH_FIELD_NUMBER, graph).toByteArray();
        Model model = OnnxReader.read(bytes);
        assertThat(OnnxReader.read(OnnxWriter.toBytes(model))).isEqualTo(model);
        return model.graph().initializers().get(0);
    }

    private static Model modelOf(Node node) {
        return Model.of(8, 17, Graph.of(parts -> parts.name("g").nodes(List.of(node))));
    }

    private static ModelProto model(NodeProto.Builder node) {
        return ModelProto.newBuilder()
                .setGraph(GraphProto.newBuilder().addNode(node))
                .build();
    }
}
