package org.onnxnet.predictor.checkpoint;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses the header of a safetensors file and holds it to the format. */
final class SafetensorsHeader {
    /** As the reference implementation has it. */
    private static final int MAX_HEADER = 100_000_000;

    private static final int LENGTH_BYTES = 8;
    private static final String METADATA = "__metadata__";

    /** A tensor is an object in an object, its shape an array in that: nothing deeper is needed. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(8).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private final Path file;
    private final long dataStart;
    private final long fileSize;

    private SafetensorsHeader(Path file, long dataStart, long fileSize) {
        this.file = file;
        this.dataStart = dataStart;
        this.fileSize = fileSize;
    }

    /** The tensors by name, in the order of their elements. */
    static Map<String, TensorEntry> read(FileBytes bytes) throws IOException {
        Path file = bytes.file();
        long fileSize = bytes.size();
        ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES);
        bytes.read(0, length);
        long headerSize = length.getLong();
        if (headerSize < 2 || headerSize > MAX_HEADER || headerSize > fileSize - LENGTH_BYTES) {
            throw new InvalidCheckpointException(file + ": a header of " + Long.toUnsignedString(headerSize)
                    + " bytes in a file of " + fileSize + " is not possible, wanted 2 to "
                    + Math.max(2, Math.min(MAX_HEADER, fileSize - LENGTH_BYTES))
                    + "; this is no safetensors file, or it is cut off");
        }
        ByteBuffer header = ByteBuffer.allocate((int) headerSize);
        bytes.read(LENGTH_BYTES, header);
        return new SafetensorsHeader(file, LENGTH_BYTES + headerSize, fileSize).entries(header.array());
    }

    private Map<String, TensorEntry> entries(byte[] json) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException e) {
            throw new InvalidCheckpointException(file + ": the header is not JSON: " + e.getOriginalMessage(), e);
        }
        if (!root.isObject()) {
            throw wrong("the header", root, "an object with one entry for each tensor");
        }
        List<TensorEntry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (!field.getKey().equals(METADATA)) {
                entries.add(entry(field.getKey(), field.getValue()));
            }
        }
        entries.sort(Comparator.comparingLong(TensorEntry::offset).thenComparingLong(TensorEntry::bytes));
        requireNoGaps(entries);
        Map<String, TensorEntry> byName = new LinkedHashMap<>();
        entries.forEach(entry -> byName.put(entry.name(), entry));
        return byName;
    }

    private TensorEntry entry(String name, JsonNode json) {
        String where = "tensor '" + name + "'";
        DType type = DType.ofName(json.path("dtype").asText())
                .orElseThrow(() -> wrong("the dtype of " + where, json.path("dtype"), "F32, F16 or BF16"));
        List<Long> shape = longs(json.path("shape"), "the shape of " + where);
        List<Long> offsets = longs(json.path("data_offsets"), "data_offsets of " + where);
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1) || offsets.get(1) > fileSize - dataStart) {
            throw wrong(
                    "data_offsets of " + where,
                    json.path("data_offsets"),
                    "[begin, end] inside the " + (fileSize - dataStart) + " bytes of data; is the file cut off?");
        }
        long bytes = offsets.get(1) - offsets.get(0);
        if (bytes != size(type, shape)) {
            throw new InvalidCheckpointException(file + ": " + where + " has " + bytes + " bytes, but its type " + type
                    + " and shape " + shape + " need another number");
        }
        return new TensorEntry(name, type, shape, dataStart + offsets.get(0), bytes);
    }

    /** The size of a tensor in bytes, or -1 where it is beyond all bounds. */
    private static long size(DType type, List<Long> shape) {
        try {
            return shape.stream().reduce((long) type.bytes(), Math::multiplyExact);
        } catch (ArithmeticException e) {
            return -1;
        }
    }

    private List<Long> longs(JsonNode json, String what) {
        List<Long> values = new ArrayList<>();
        if (!json.isArray()) {
            throw wrong(what, json, "an array of numbers");
        }
        for (JsonNode value : json) {
            if (!value.canConvertToLong() || !value.isIntegralNumber() || value.longValue() < 0) {
                throw wrong(what, json, "whole numbers that are not negative");
            }
            values.add(value.longValue());
        }
        return values;
    }

    private void requireNoGaps(List<TensorEntry> entries) {
        long end = dataStart;
        for (TensorEntry entry : entries) {
            if (entry.offset() != end) {
                throw new InvalidCheckpointException(
                        file + ": tensor '" + entry.name() + "' begins at byte " + entry.offset() + ", wanted " + end
                                + ", where the one before it ends: tensors must not overlap or leave gaps");
            }
            end += entry.bytes();
        }
        if (end != fileSize) {
            throw new InvalidCheckpointException(
                    file + ": " + (fileSize - end) + " bytes after the last tensor belong to none of them");
        }
    }

    private InvalidCheckpointException wrong(String what, JsonNode found, String wanted) {
        String text = found.isMissingNode() ? "nothing" : found.toString();
        String shown = text.length() <= 60 ? text : text.substring(0, 57) + "...";
        return new InvalidCheckpointException(file + ": " + what + " is " + shown + ", wanted " + wanted);
    }
}
