package org.onnxnet.io;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.SparseTensor;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;
import org.onnxnet.proto.AttributeProto;
import org.onnxnet.proto.TypeProto;

/**
 * {@code AttributeProto} to {@link Attribute}. A first pass finds out which kind of value the attribute has, a second
 * takes that value and keeps the other fields as they are.
 */
final class AttributeParser {
    private final WireReader message;
    private final TensorStore store;
    private final int depth;
    private final ExtrasBuilder extras = new ExtrasBuilder(AttributeProto::getDescriptor);
    private final Set<AttributeKind> populated = EnumSet.noneOf(AttributeKind.class);
    private String name = "";
    private String parameter = "";
    private int declared;

    private AttributeParser(WireReader message, TensorStore store, int depth) {
        this.message = message;
        this.store = store;
        this.depth = depth;
    }

    /** @param depth how many graphs the attribute is in */
    static Attribute parse(WireReader message, String field, TensorStore store, int depth) {
        AttributeParser parser = new AttributeParser(message, store, depth);
        try {
            parser.look();
            return parser.build();
        } catch (MalformedException e) {
            throw e.within(Place.of(field, parser.name));
        }
    }

    private void look() {
        WireReader in = message.copy();
        while (in.next()) {
            switch (in.field()) {
                case AttributeProto.NAME_FIELD_NUMBER -> name = in.string();
                case AttributeProto.TYPE_FIELD_NUMBER -> declared = in.int32();
                case AttributeProto.REF_ATTR_NAME_FIELD_NUMBER -> parameter = in.string();
                default -> {
                    AttributeKind kind = AttributeFields.kindOf(in.field());
                    if (kind != AttributeKind.UNDEFINED) {
                        populated.add(kind);
                    }
                    in.skip();
                }
            }
        }
    }

    private Attribute build() {
        if (AttributeProto.AttributeType.forNumber(declared) == null) {
            return undefined();
        }
        AttributeKind kind = AttributeKind.ofCode(declared);
        if (!parameter.isEmpty()) {
            each(AttributeKind.UNDEFINED, in -> {});
            return new Attribute.Reference(name, parameter, kind, extras.build());
        }
        if (kind == AttributeKind.UNDEFINED && !populated.isEmpty()) {
            // As in the first files, which declare no type.
            kind = populated.iterator().next();
        }
        return value(kind);
    }

    /** A value that is declared but missing is the default one of its kind, as in any protobuf message. */
    private Attribute value(AttributeKind kind) {
        return switch (kind) {
            case UNDEFINED -> undefined();
            case FLOAT -> new Attribute.OfFloat(name, last(kind, WireReader::float32, 0f), extras.build());
            case INT -> new Attribute.OfInt(name, last(kind, WireReader::varint, 0L), extras.build());
            case STRING -> new Attribute.OfString(name, last(kind, WireReader::bytes, Bytes.EMPTY), extras.build());
            case TENSOR -> new Attribute.OfTensor(name, tensor(), extras.build());
            case GRAPH -> new Attribute.OfGraph(name, graph(), extras.build());
            case SPARSE_TENSOR -> new Attribute.OfSparseTensor(name, sparseTensor(), extras.build());
            case TYPE_PROTO -> type();
            case FLOATS -> new Attribute.OfFloats(name, floats(), extras.build());
            case INTS -> new Attribute.OfInts(name, ints(), extras.build());
            case STRINGS -> new Attribute.OfStrings(name, all(kind, WireReader::bytes), extras.build());
            case TENSORS -> new Attribute.OfTensors(name, tensors(), extras.build());
            case GRAPHS -> new Attribute.OfGraphs(name, graphs(), extras.build());
            case SPARSE_TENSORS -> new Attribute.OfSparseTensors(name, sparseTensors(), extras.build());
            case TYPE_PROTOS -> types();
        };
    }

    /** Takes the fields of one kind and keeps all others. */
    private void each(AttributeKind kind, Consumer<WireReader> take) {
        WireReader in = message.copy();
        while (in.next()) {
            switch (in.field()) {
                case AttributeProto.NAME_FIELD_NUMBER, AttributeProto.REF_ATTR_NAME_FIELD_NUMBER -> extras.text(in);
                case AttributeProto.TYPE_FIELD_NUMBER -> extras.number(in);
                default -> {
                    AttributeKind found = AttributeFields.kindOf(in.field());
                    if (found == kind && found != AttributeKind.UNDEFINED) {
                        take.accept(in);
                    } else {
                        extras.keep(in);
                    }
                }
            }
        }
    }

    private <T> List<T> all(AttributeKind kind, Function<WireReader, T> take) {
        List<T> found = new ArrayList<>();
        each(kind, in -> found.add(take.apply(in)));
        return found;
    }

    private <T> T last(AttributeKind kind, Function<WireReader, T> take, T absent) {
        List<T> found = all(kind, take);
        return found.isEmpty() ? absent : found.get(found.size() - 1);
    }

    private List<Float> floats() {
        List<Float> found = new ArrayList<>();
        each(AttributeKind.FLOATS, in -> in.floats(bits -> found.add(Float.intBitsToFloat(bits))));
        return found;
    }

    private List<Long> ints() {
        List<Long> found = new ArrayList<>();
        each(AttributeKind.INTS, in -> in.varints(found::add));
        return found;
    }

    private Tensor tensor() {
        TensorParser parser = new TensorParser(store);
        each(AttributeKind.TENSOR, in -> parser.merge(in.message()));
        return parser.build(message);
    }

    private Graph graph() {
        GraphParser parser = new GraphParser(store, nested());
        each(AttributeKind.GRAPH, in -> parser.merge(in.message()));
        return parser.build();
    }

    private SparseTensor sparseTensor() {
        SparseTensorParser parser = new SparseTensorParser(store);
        each(AttributeKind.SPARSE_TENSOR, in -> parser.merge(in.message()));
        return parser.build(message);
    }

    private List<Tensor> tensors() {
        return all(AttributeKind.TENSORS, in -> TensorParser.parse(in.message(), store));
    }

    private List<Graph> graphs() {
        return all(AttributeKind.GRAPHS, in -> {
            GraphParser parser = new GraphParser(store, nested());
            parser.merge(in.message());
            return parser.build();
        });
    }

    private List<SparseTensor> sparseTensors() {
        return all(AttributeKind.SPARSE_TENSORS, in -> SparseTensorParser.parse(in.message(), store));
    }

    private Attribute type() {
        MergedMessage merged = new MergedMessage();
        each(AttributeKind.TYPE_PROTO, merged::add);
        Bytes encoded = merged.bytes();
        ValueType type = encoded == null ? null : TypeDecoder.decode(encoded, extras);
        return type == null ? undefined() : new Attribute.OfType(name, type, extras.build());
    }

    private Attribute types() {
        List<Bytes> encoded = all(AttributeKind.TYPE_PROTOS, WireReader::bytes);
        List<ValueType> types = new ArrayList<>();
        boolean exact = true;
        for (Bytes one : encoded) {
            ValueType type = TypeDecoder.decode(WireReader.over(one));
            if (type == null) {
                return undefined();
            }
            exact = exact && TypeDecoder.isExact(one, type);
            types.add(type);
        }
        if (!exact) {
            OutMessage all = new OutMessage();
            for (Bytes one : encoded) {
                KeptField.check(one, TypeProto.getDescriptor());
                all.bytes(AttributeProto.TYPE_PROTOS_FIELD_NUMBER, one);
            }
            extras.add(all.toBytes());
        }
        return new Attribute.OfTypes(name, types, extras.build());
    }

    /** An attribute with a type that is not known here, or with no value: everything but its name is kept as it is. */
    private Attribute undefined() {
        ExtrasBuilder all = new ExtrasBuilder(AttributeProto::getDescriptor);
        WireReader in = message.copy();
        while (in.next()) {
            if (in.field() == AttributeProto.NAME_FIELD_NUMBER) {
                all.text(in);
            } else {
                all.keep(in);
            }
        }
        return new Attribute.Undefined(name, all.build());
    }

    private int nested() {
        if (depth >= WireReader.MAX_DEPTH) {
            throw message.malformed("graphs nest deeper than " + WireReader.MAX_DEPTH + ", which no program makes");
        }
        return depth + 1;
    }
}
