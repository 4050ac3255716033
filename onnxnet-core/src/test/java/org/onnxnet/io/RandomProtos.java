package org.onnxnet.io;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.Random;
import org.onnxnet.graph.ElementType;
import org.onnxnet.proto.AttributeProto;
import org.onnxnet.proto.AttributeProto.AttributeType;
import org.onnxnet.proto.GraphProto;
import org.onnxnet.proto.ModelProto;
import org.onnxnet.proto.OperatorSetIdProto;
import org.onnxnet.proto.StringStringEntryProto;
import org.onnxnet.proto.TensorProto;

/**
 * Random models, made from the descriptors of onnx.proto: any field of any message may be set, to its default value too,
 * and any message may carry unknown fields. Only what the reader checks is made to fit: tensor data and attribute types.
 */
final class RandomProtos {
    private static final int MAX_DEPTH = 9;

    private final Random random;
    private int opsets;

    RandomProtos(long seed) {
        this.random = new Random(seed);
    }

    ModelProto model() {
        try {
            Message any = message(ModelProto.getDescriptor(), 0);
            ModelProto.Builder model = ModelProto.parseFrom(any.toByteString()).toBuilder();
            return model.hasGraph()
                    ? model.build()
                    : model.setGraph(GraphProto.getDefaultInstance()).build();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private Message message(Descriptor type, int depth) {
        if (type.equals(TensorProto.getDescriptor())) {
            return tensor();
        }
        if (type.equals(AttributeProto.getDescriptor())) {
            return attribute(depth);
        }
        if (type.equals(OperatorSetIdProto.getDescriptor())) {
            return opset();
        }
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        for (FieldDescriptor field : type.getFields()) {
            boolean isTooDeep = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && depth >= MAX_DEPTH;
            if (isTooDeep || random.nextInt(10) < 2 + depth / 2) {
                continue;
            }
            if (!field.isRepeated()) {
                message.setField(field, value(field, depth));
                continue;
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                message.addRepeatedField(field, value(field, depth));
            }
        }
        return message.setUnknownFields(unknown()).build();
    }

    private Object value(FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case INT -> random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(30);
            case LONG -> field.getName().equals("dims") ? (Object) (long) random.nextInt(4) : number();
            case FLOAT -> Float.intBitsToFloat(random.nextInt());
            case DOUBLE -> Double.longBitsToDouble(random.nextLong());
            case BOOLEAN -> random.nextBoolean();
            case STRING -> text();
            case BYTE_STRING -> ByteString.copyFrom(bytes(random.nextInt(6)));
            case ENUM ->
                field.getEnumType()
                        .getValues()
                        .get(random.nextInt(field.getEnumType().getValues().size()));
            case MESSAGE -> message(field.getMessageType(), depth + 1);
        };
    }

    private AttributeProto attribute(int depth) {
        AttributeType[] types = AttributeType.values();
        AttributeType type = types[random.nextInt(types.length)];
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(text());
        for (FieldDescriptor field : AttributeProto.getDescriptor().getFields()) {
            AttributeType fields = AttributeType.forNumber(
                    AttributeFields.kindOf(field.getNumber()).code());
            boolean isValue = fields != AttributeType.UNDEFINED;
            boolean isChosen = isValue && fields == type;
            boolean isTooDeep =
                    field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && depth >= MAX_DEPTH && !isChosen;
            // A value of another kind than the declared one is odd, but has to survive.
            boolean isOdd = isValue && type != AttributeType.UNDEFINED && random.nextInt(20) == 0;
            if (isTooDeep || !(isChosen || isOdd)) {
                continue;
            }
            if (field.isRepeated()) {
                for (int i = random.nextInt(3); i > 0; i--) {
                    attribute.addRepeatedField(field, typed(field, depth));
                }
            } else {
                attribute.setField(field, typed(field, depth));
            }
        }
        if (random.nextInt(5) == 0) {
            attribute.setDocString(text());
        }
        if (random.nextInt(8) == 0) {
            attribute.setRefAttrName(text());
        }
        return attribute.setType(type).setUnknownFields(unknown()).build();
    }

    /** Generated builders only take generated messages. */
    private Object typed(FieldDescriptor field, int depth) {
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            return value(field, depth);
        }
        try {
            Message any = message(field.getMessageType(), depth + 1);
            return AttributeProto.newBuilder()
                    .newBuilderForField(field)
                    .mergeFrom(any.toByteString())
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private TensorProto tensor() {
        ElementType type = ElementType.ofCode(1 + random.nextInt(ElementType.values().length - 1));
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(type.code());
        long count = 1;
        for (int i = random.nextInt(4); i > 0; i--) {
            int dim = random.nextInt(4);
            tensor.addDims(dim);
            count *= dim;
        }
        int size = (int) type.byteSize(count);
        if (type == ElementType.STRING) {
            for (int i = 0; i < count; i++) {
                tensor.addStringData(ByteString.copyFrom(bytes(random.nextInt(4))));
            }
        } else if (random.nextInt(4) == 0) {
            tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(entry("location", "w.bin"))
                    .addExternalData(entry("length", Integer.toString(size)));
        } else if (random.nextBoolean()) {
            tensor.setRawData(ByteString.copyFrom(bytes(size)));
        } else {
            typedData(tensor, type, count);
        }
        if (random.nextBoolean()) {
            tensor.setName(text()).setDocString(text()).addMetadataProps(entry(text(), text()));
            tensor.setSegment(TensorProto.Segment.newBuilder().setBegin(number()));
        }
        return tensor.setUnknownFields(unknown()).build();
    }

    private void typedData(TensorProto.Builder tensor, ElementType type, long count) {
        long packed = type.bits() < 6 ? type.byteSize(count) : count;
        for (int i = 0; i < packed; i++) {
            switch (type) {
                case FLOAT -> tensor.addFloatData(random.nextFloat());
                case COMPLEX64 -> tensor.addFloatData(random.nextFloat()).addFloatData(random.nextFloat());
                case DOUBLE -> tensor.addDoubleData(random.nextDouble());
                case COMPLEX128 -> tensor.addDoubleData(random.nextDouble()).addDoubleData(random.nextDouble());
                case INT64 -> tensor.addInt64Data(number());
                case UINT32, UINT64 -> tensor.addUint64Data(number());
                default -> tensor.addInt32Data(random.nextInt());
            }
        }
    }

    private OperatorSetIdProto opset() {
        // Of two versions of one domain only the last counts, so each gets a domain of its own.
        int id = opsets++;
        OperatorSetIdProto.Builder opset = OperatorSetIdProto.newBuilder();
        if (id > 0) {
            opset.setDomain("domain" + id);
        } else if (random.nextBoolean()) {
            opset.setDomain(random.nextBoolean() ? "ai.onnx" : "");
        }
        return random.nextInt(8) == 0
                ? opset.setUnknownFields(unknown()).build()
                : opset.setVersion(number()).build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    private UnknownFieldSet unknown() {
        UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();
        if (random.nextInt(6) == 0) {
            fields.addField(
                    900 + random.nextInt(3),
                    UnknownFieldSet.Field.newBuilder()
                            .addVarint(number())
                            .addFixed32(random.nextInt())
                            .addFixed64(random.nextLong())
                            .addLengthDelimited(ByteString.copyFrom(bytes(3)))
                            .addGroup(UnknownFieldSet.newBuilder()
                                    .addField(
                                            3,
                                            UnknownFieldSet.Field.newBuilder()
                                                    .addVarint(1)
                                                    .build())
                                    .build())
                            .build());
        }
        return fields.build();
    }

    private String text() {
        String[] texts = {
            "", "x", "value", "ai.onnx", "com.microsoft", "/model/Conv_1", "größe", "名前", "\uD83D\uDE00", "a\u0000b"
        };
        return texts[random.nextInt(texts.length)];
    }

    private long number() {
        return random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(5);
    }

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
