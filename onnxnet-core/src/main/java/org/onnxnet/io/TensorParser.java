package org.onnxnet.io;

import com.google.protobuf.WireFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Property;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;
import org.onnxnet.graph.TensorData.Layout;
import org.onnxnet.proto.TensorProto;

/** {@code TensorProto} to {@link Tensor}. */
final class TensorParser {
    private final TensorStore store;
    private final ExtrasBuilder extras = new ExtrasBuilder(TensorProto::getDescriptor);
    private final List<Dim> dims = new ArrayList<>();
    private final Map<Layout, PackedData> numbers = new EnumMap<>(Layout.class);
    private final List<Bytes> strings = new ArrayList<>();
    private final EntryList<Property> externalData = new EntryList<>(PropertyCodec.INSTANCE);
    private final EntryList<Property> metadata = new EntryList<>(PropertyCodec.INSTANCE);
    private WireReader.@Nullable Range raw;
    private int typeCode;
    private String name = "";
    private String doc = "";
    private boolean isExternal;

    TensorParser(TensorStore store) {
        this.store = store;
    }

    /** Reads one tensor. */
    static Tensor parse(WireReader in, TensorStore store) {
        TensorParser parser = new TensorParser(store);
        parser.merge(in);
        return parser.build(in);
    }

    String name() {
        return name;
    }

    /** Takes in the fields of a message; of several, as if they were one. */
    void merge(WireReader in) {
        while (in.next()) {
            switch (in.field()) {
                case TensorProto.DIMS_FIELD_NUMBER -> in.varints(dim -> dims.add(dim(in, dim)));
                case TensorProto.DATA_TYPE_FIELD_NUMBER -> typeCode = (int) extras.number(in);
                case TensorProto.FLOAT_DATA_FIELD_NUMBER ->
                    numbers(Layout.FLOAT_DATA, WireFormat.WIRETYPE_FIXED32).add(in);
                case TensorProto.INT32_DATA_FIELD_NUMBER ->
                    numbers(Layout.INT32_DATA, WireFormat.WIRETYPE_VARINT).add(in);
                case TensorProto.STRING_DATA_FIELD_NUMBER -> strings.add(in.bytes());
                case TensorProto.INT64_DATA_FIELD_NUMBER ->
                    numbers(Layout.INT64_DATA, WireFormat.WIRETYPE_VARINT).add(in);
                case TensorProto.NAME_FIELD_NUMBER -> name = extras.text(in);
                case TensorProto.RAW_DATA_FIELD_NUMBER -> raw = in.payload();
                case TensorProto.DOUBLE_DATA_FIELD_NUMBER ->
                    numbers(Layout.DOUBLE_DATA, WireFormat.WIRETYPE_FIXED64).add(in);
                case TensorProto.UINT64_DATA_FIELD_NUMBER ->
                    numbers(Layout.UINT64_DATA, WireFormat.WIRETYPE_VARINT).add(in);
                case TensorProto.DOC_STRING_FIELD_NUMBER -> doc = extras.text(in);
                case TensorProto.EXTERNAL_DATA_FIELD_NUMBER -> externalData.add(in);
                case TensorProto.DATA_LOCATION_FIELD_NUMBER -> location(in);
                case TensorProto.METADATA_PROPS_FIELD_NUMBER -> metadata.add(in);
                default -> extras.keep(in);
            }
        }
    }

    /**
     * The tensor.
     *
     * @param in a cursor over the input that the tensor is in
     */
    Tensor build(WireReader in) {
        try {
            ElementType type = ElementType.ofCode(typeCode);
            Shape shape = new Shape(dims);
            TensorSize size = TensorSize.of(type, shape);
            TensorData data = isExternal ? external(size) : encoded(in, size);
            keepUnused(in);
            return new Tensor(name, type, shape, data, doc, metadata.finish(extras), extras.build());
        } catch (InvalidModelException e) {
            throw (MalformedException)
                    in.malformed(String.valueOf(e.getMessage())).initCause(e);
        }
    }

    private PackedData numbers(Layout layout, int elementWireType) {
        return numbers.computeIfAbsent(layout, any -> new PackedData(elementWireType));
    }

    static Dim dim(WireReader in, long dim) {
        if (dim < 0) {
            throw in.malformed("dimension " + dim + " is negative, wanted 0 or more");
        }
        return Dim.of(dim);
    }

    private void location(WireReader in) {
        int location = in.int32();
        isExternal = location == TensorProto.DataLocation.EXTERNAL_VALUE;
        if (!isExternal) {
            extras.add(in.rawField());
        }
    }

    private TensorData external(TensorSize size) {
        List<Property> entries = externalData.finish(extras);
        return ExternalEntries.parse(entries, size).open(store);
    }

    private TensorData encoded(WireReader in, TensorSize size) {
        externalData.keep(extras);
        if (size.type() == ElementType.STRING) {
            size.requireStrings(strings.size());
            List<Bytes> values = List.copyOf(strings);
            strings.clear();
            return new TensorData.Strings(values);
        }
        WireReader.Range rawData = raw;
        if (rawData != null) {
            size.requireRaw(rawData.length());
            raw = null;
            return new TensorData.Encoded(Layout.RAW, store.inline(in, rawData));
        }
        Layout layout = size.layout();
        PackedData packed = numbers.remove(layout);
        ByteSource source = packed == null ? Bytes.EMPTY : packed.source(in, store);
        size.require(layout, source);
        return new TensorData.Encoded(layout, source);
    }

    /** Data in fields that do not count, because another one does. */
    private void keepUnused(WireReader in) {
        OutMessage unused = new OutMessage();
        WireReader.Range rawData = raw;
        if (rawData != null) {
            unused.bytes(TensorProto.RAW_DATA_FIELD_NUMBER, in.bytes(rawData));
        }
        numbers.forEach((layout, packed) -> unused.payload(LayoutFields.numberOf(layout), packed.source(in, store)));
        strings.forEach(value -> unused.bytes(TensorProto.STRING_DATA_FIELD_NUMBER, value));
        if (unused.size() > 0) {
            Bytes encoded = unused.toBytes();
            KeptField.check(encoded, TensorProto.getDescriptor());
            extras.add(encoded);
        }
    }
}
