package org.onnxnet.io;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Property;
import org.onnxnet.graph.TensorData;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.proto.FunctionProto;
import org.onnxnet.proto.GraphProto;
import org.onnxnet.proto.ModelProto;
import org.onnxnet.proto.NodeProto;
import org.onnxnet.proto.TensorAnnotation;
import org.onnxnet.proto.ValueInfoProto;

/** Graph types to the messages of the file format, each with its fields in the order of their numbers. */
final class ModelEncoder {
    private final TensorEncoder tensors;
    private final AttributeEncoder attributes;

    /** @param placement says where external data will be, seen from the file that is written */
    ModelEncoder(UnaryOperator<TensorData.External> placement) {
        this.tensors = new TensorEncoder(placement);
        this.attributes = new AttributeEncoder(this, tensors);
    }

    OutMessage model(Model model) {
        ExtraFields extras = new ExtraFields(model.extras());
        List<OpsetCodec.Opset> opsets = extras.unsaid(
                ModelProto.OPSET_IMPORT_FIELD_NUMBER, OpsetCodec.toList(model.opsets()), OpsetCodec.INSTANCE);
        List<Property> metadata =
                extras.unsaid(ModelProto.METADATA_PROPS_FIELD_NUMBER, model.metadata(), PropertyCodec.INSTANCE);
        OutMessage out = extras.begin();
        out.varintUnlessZero(ModelProto.IR_VERSION_FIELD_NUMBER, model.irVersion());
        out.textUnlessEmpty(
                ModelProto.PRODUCER_NAME_FIELD_NUMBER, model.producer().name());
        out.textUnlessEmpty(
                ModelProto.PRODUCER_VERSION_FIELD_NUMBER, model.producer().version());
        out.textUnlessEmpty(ModelProto.DOMAIN_FIELD_NUMBER, model.domain());
        out.varintUnlessZero(ModelProto.MODEL_VERSION_FIELD_NUMBER, model.version());
        out.textUnlessEmpty(ModelProto.DOC_STRING_FIELD_NUMBER, model.doc());
        out.message(ModelProto.GRAPH_FIELD_NUMBER, graph(model.graph()));
        opsets(out, ModelProto.OPSET_IMPORT_FIELD_NUMBER, opsets);
        properties(out, ModelProto.METADATA_PROPS_FIELD_NUMBER, metadata);
        model.trainingInfo().forEach(info -> out.bytes(ModelProto.TRAINING_INFO_FIELD_NUMBER, info));
        model.functions().forEach(f -> out.message(ModelProto.FUNCTIONS_FIELD_NUMBER, function(f)));
        return out;
    }

    OutMessage graph(Graph graph) {
        ExtraFields extras = new ExtraFields(graph.extras());
        List<Property> metadata =
                extras.unsaid(GraphProto.METADATA_PROPS_FIELD_NUMBER, graph.metadata(), PropertyCodec.INSTANCE);
        OutMessage out = extras.begin();
        graph.nodes().forEach(node -> out.message(GraphProto.NODE_FIELD_NUMBER, node(node)));
        out.textUnlessEmpty(GraphProto.NAME_FIELD_NUMBER, graph.name());
        graph.initializers().forEach(t -> out.message(GraphProto.INITIALIZER_FIELD_NUMBER, tensors.encode(t)));
        out.textUnlessEmpty(GraphProto.DOC_STRING_FIELD_NUMBER, graph.doc());
        values(out, GraphProto.INPUT_FIELD_NUMBER, graph.inputs());
        values(out, GraphProto.OUTPUT_FIELD_NUMBER, graph.outputs());
        values(out, GraphProto.VALUE_INFO_FIELD_NUMBER, graph.valueInfo());
        graph.quantization().forEach(a -> out.message(GraphProto.QUANTIZATION_ANNOTATION_FIELD_NUMBER, annotation(a)));
        graph.sparseInitializers()
                .forEach(t -> out.message(GraphProto.SPARSE_INITIALIZER_FIELD_NUMBER, tensors.encode(t)));
        properties(out, GraphProto.METADATA_PROPS_FIELD_NUMBER, metadata);
        return out;
    }

    private OutMessage node(Node node) {
        ExtraFields extras = new ExtraFields(node.extras());
        List<Property> metadata =
                extras.unsaid(NodeProto.METADATA_PROPS_FIELD_NUMBER, node.metadata(), PropertyCodec.INSTANCE);
        OutMessage out = extras.begin();
        out.texts(NodeProto.INPUT_FIELD_NUMBER, node.inputs());
        out.texts(NodeProto.OUTPUT_FIELD_NUMBER, node.outputs());
        out.textUnlessEmpty(NodeProto.NAME_FIELD_NUMBER, node.name());
        out.textUnlessEmpty(NodeProto.OP_TYPE_FIELD_NUMBER, node.op().type());
        node.attributes().forEach(a -> out.message(NodeProto.ATTRIBUTE_FIELD_NUMBER, attributes.encode(a)));
        out.textUnlessEmpty(NodeProto.DOC_STRING_FIELD_NUMBER, node.doc());
        out.textUnlessEmpty(NodeProto.DOMAIN_FIELD_NUMBER, node.op().domain());
        out.textUnlessEmpty(NodeProto.OVERLOAD_FIELD_NUMBER, node.overload());
        properties(out, NodeProto.METADATA_PROPS_FIELD_NUMBER, metadata);
        return out;
    }

    private OutMessage function(Function function) {
        ExtraFields extras = new ExtraFields(function.extras());
        List<OpsetCodec.Opset> opsets = extras.unsaid(
                FunctionProto.OPSET_IMPORT_FIELD_NUMBER, OpsetCodec.toList(function.opsets()), OpsetCodec.INSTANCE);
        List<Property> metadata =
                extras.unsaid(FunctionProto.METADATA_PROPS_FIELD_NUMBER, function.metadata(), PropertyCodec.INSTANCE);
        OutMessage out = extras.begin();
        out.textUnlessEmpty(FunctionProto.NAME_FIELD_NUMBER, function.id().type());
        out.texts(FunctionProto.INPUT_FIELD_NUMBER, function.inputs());
        out.texts(FunctionProto.OUTPUT_FIELD_NUMBER, function.outputs());
        out.texts(FunctionProto.ATTRIBUTE_FIELD_NUMBER, function.attributes());
        function.nodes().forEach(node -> out.message(FunctionProto.NODE_FIELD_NUMBER, node(node)));
        out.textUnlessEmpty(FunctionProto.DOC_STRING_FIELD_NUMBER, function.doc());
        opsets(out, FunctionProto.OPSET_IMPORT_FIELD_NUMBER, opsets);
        out.textUnlessEmpty(FunctionProto.DOMAIN_FIELD_NUMBER, function.id().domain());
        function.defaults().forEach(a -> out.message(FunctionProto.ATTRIBUTE_PROTO_FIELD_NUMBER, attributes.encode(a)));
        values(out, FunctionProto.VALUE_INFO_FIELD_NUMBER, function.valueInfo());
        out.textUnlessEmpty(FunctionProto.OVERLOAD_FIELD_NUMBER, function.overload());
        properties(out, FunctionProto.METADATA_PROPS_FIELD_NUMBER, metadata);
        return out;
    }

    private static void values(OutMessage out, int field, List<Value> values) {
        values.forEach(value -> out.message(field, value(value)));
    }

    private static OutMessage value(Value value) {
        ExtraFields extras = new ExtraFields(value.extras());
        List<Property> metadata =
                extras.unsaid(ValueInfoProto.METADATA_PROPS_FIELD_NUMBER, value.metadata(), PropertyCodec.INSTANCE);
        OutMessage out = extras.begin();
        out.textUnlessEmpty(ValueInfoProto.NAME_FIELD_NUMBER, value.name());
        type(out, ValueInfoProto.TYPE_FIELD_NUMBER, value.type(), value.extras());
        out.textUnlessEmpty(ValueInfoProto.DOC_STRING_FIELD_NUMBER, value.doc());
        properties(out, ValueInfoProto.METADATA_PROPS_FIELD_NUMBER, metadata);
        return out;
    }

    private static OutMessage annotation(Graph.QuantizationAnnotation annotation) {
        ExtraFields extras = new ExtraFields(annotation.extras());
        List<Property> parameters = extras.unsaid(
                TensorAnnotation.QUANT_PARAMETER_TENSOR_NAMES_FIELD_NUMBER,
                annotation.parameterTensors(),
                PropertyCodec.INSTANCE);
        OutMessage out = extras.begin();
        out.textUnlessEmpty(TensorAnnotation.TENSOR_NAME_FIELD_NUMBER, annotation.value());
        properties(out, TensorAnnotation.QUANT_PARAMETER_TENSOR_NAMES_FIELD_NUMBER, parameters);
        return out;
    }

    /** A type as the file had it where that says more, else as the graph types have it. */
    static void type(OutMessage out, int field, @Nullable ValueType type, Extras extras) {
        Bytes encoded = extras.type();
        if (encoded != null) {
            out.bytes(field, encoded);
        } else if (type != null) {
            out.message(field, TypeEncoder.encode(type));
        }
    }

    static void properties(OutMessage out, int field, List<Property> properties) {
        properties.forEach(
                property -> out.message(field, PropertyCodec.INSTANCE.encode().apply(property)));
    }

    private static void opsets(OutMessage out, int field, List<OpsetCodec.Opset> opsets) {
        opsets.forEach(opset -> out.message(field, OpsetCodec.INSTANCE.encode().apply(opset)));
    }
}
