package org.onnxnet.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.proto.AttributeProto;
import org.onnxnet.proto.GraphProto;
import org.onnxnet.proto.ModelProto;
import org.onnxnet.proto.NodeProto;
import org.onnxnet.proto.OperatorSetIdProto;
import org.onnxnet.proto.TensorProto;
import org.onnxnet.proto.TrainingInfoProto;
import org.onnxnet.proto.TypeProto;
import org.onnxnet.proto.ValueInfoProto;

/** What is kept without being taken apart is checked too: saved, it would be a file that no protobuf reader takes. */
class KeptFieldTest {
    /** A field that says it has more bytes than follow. */
    private static final byte[] CUT_OFF = {0x0A, 0x05, 1};

    private static final byte[] HALF_A_NUMBER = {0x08, (byte) 0x80};

    @Test
    void trainingInfo() {
        assertRefused(with(ModelProto.newBuilder().setGraph(graph()), 20, CUT_OFF), "training_info[0]", "field 1 says");
    }

    @Test
    void segmentOfATensor() {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName("w").setDataType(1).addDims(0);
        assertRefused(
                model(graph().addInitializer((TensorProto) with(tensor, 3, HALF_A_NUMBER))), "initializer[0] 'w'");
    }

    @Test
    void deviceConfigurationOfANode() {
        NodeProto.Builder node = NodeProto.newBuilder().setName("conv").setOpType("Conv");
        assertRefused(model(graph().addNode((NodeProto) with(node, 10, CUT_OFF))), "node[0] 'conv'");
    }

    @Test
    void aValueOfAnotherKindThanTheAttributeDeclares() {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName("axis").setType(AttributeProto.AttributeType.INT);
        AttributeProto odd = (AttributeProto) with(attribute, AttributeProto.T_FIELD_NUMBER, HALF_A_NUMBER);
        assertRefused(model(graph().addNode(NodeProto.newBuilder().addAttribute(odd))), "attribute 'axis'");
    }

    @Test
    void numbersThatDoNotCount() {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setDataType(7).addDims(1).addInt64Data(5);
        TensorProto odd = (TensorProto) with(tensor, TensorProto.FLOAT_DATA_FIELD_NUMBER, new byte[3]);
        assertRefused(model(graph().addInitializer(odd)), "field 4 has 3 bytes, wanted a multiple of 4");
    }

    @Test
    void numbersThatCount() {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(7).addDims(1);
        assertRefused(
                model(graph().addInitializer((TensorProto)
                        with(tensor, TensorProto.INT64_DATA_FIELD_NUMBER, new byte[] {1, (byte) 0x80}))),
                "int64_data ends in the middle of a number");
        byte[] endless = new byte[12];
        java.util.Arrays.fill(endless, 0, 11, (byte) 0x80);
        assertRefused(
                model(graph().addInitializer((TensorProto) with(tensor, TensorProto.INT64_DATA_FIELD_NUMBER, endless))),
                "int64_data holds a number of more than 10 bytes");
    }

    @Test
    void aTypeThatAnotherOneReplaces() {
        TypeProto.Builder opaque = TypeProto.newBuilder();
        Message damaged = with(opaque, TypeProto.OPAQUE_TYPE_FIELD_NUMBER, CUT_OFF);
        TypeProto tensor = TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(1))
                .build();
        ByteString type = damaged.toByteString().concat(tensor.toByteString());
        ValueInfoProto.Builder input = ValueInfoProto.newBuilder().setName("x");
        assertRefused(
                model(graph().addInput(
                                (ValueInfoProto) with(input, ValueInfoProto.TYPE_FIELD_NUMBER, type.toByteArray()))),
                "input[0] 'x'");
    }

    @Test
    void nestingHasALimit() {
        GraphProto inner = graph().build();
        for (int i = 0; i < 60; i++) {
            inner = graph().addNode(NodeProto.newBuilder()
                            .addAttribute(
                                    AttributeProto.newBuilder().setName("body").setG(inner)))
                    .build();
        }
        assertRefused(
                ModelProto.newBuilder()
                        .setGraph(graph())
                        .addTrainingInfo(TrainingInfoProto.newBuilder().setAlgorithm(inner))
                        .build(),
                "messages nest deeper than 100");
    }

    @Test
    void soundOnesAreKept() throws InvalidProtocolBufferException {
        ModelProto model = ModelProto.newBuilder()
                .setGraph(graph().addInitializer(TensorProto.newBuilder()
                        .setDataType(7)
                        .addDims(1)
                        .addInt64Data(5)
                        .addFloatData(1)
                        .setSegment(TensorProto.Segment.newBuilder().setBegin(1).setEnd(2))))
                .addTrainingInfo(TrainingInfoProto.newBuilder().setAlgorithm(graph()))
                .build();
        byte[] saved = OnnxWriter.toBytes(OnnxReader.read(model.toByteArray()));
        assertThat(ModelProto.parseFrom(saved)).isEqualTo(model);
    }

    /** Only the last one counts, but the file had two. */
    @Test
    void aDomainThatIsImportedTwiceSurvives() {
        OperatorSetIdProto.Builder opset = OperatorSetIdProto.newBuilder().setVersion(17);
        ModelProto model = ModelProto.newBuilder()
                .setGraph(graph())
                .addOpsetImport(opset)
                .addOpsetImport(opset.setDomain(""))
                .build();
        byte[] saved = OnnxWriter.toBytes(OnnxReader.read(model.toByteArray()));
        assertThat(OnnxReader.read(saved)).isEqualTo(OnnxReader.read(model.toByteArray()));
        assertThat(saved).hasSize(model.getSerializedSize());
    }

    @Test
    void aTypeThatSaysNothingGoesWhenAnotherOneIsSet() {
        ModelProto model = (ModelProto) model(
                graph().addOutput(ValueInfoProto.newBuilder().setName("y").setType(TypeProto.getDefaultInstance())));
        Value output = OnnxReader.read(model.toByteArray()).graph().outputs().get(0);
        assertThat(output.type()).isNull();
        ValueType known = ValueType.tensor(org.onnxnet.graph.ElementType.FLOAT, 2);
        assertThat(output.withType(known)).isEqualTo(new Value("y", known));
    }

    private static GraphProto.Builder graph() {
        return GraphProto.newBuilder().setName("g");
    }

    private static Message model(GraphProto.Builder graph) {
        return ModelProto.newBuilder().setGraph(graph).build();
    }

    /** The message with one more field, whose content may be anything. */
    private static Message with(Message.Builder message, int field, byte[] content) {
        UnknownFieldSet.Field raw = UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFrom(content))
                .build();
        return message.setUnknownFields(
                        UnknownFieldSet.newBuilder().addField(field, raw).build())
                .build();
    }

    private static void assertRefused(Message model, String... parts) {
        assertThatThrownBy(() -> OnnxReader.read(model.toByteArray()))
                .isInstanceOf(InvalidModelException.class)
                .message()
                .contains(parts)
                .hasLineCount(1);
    }
}
