package org.onnxnet.io;

import java.util.List;
import java.util.Set;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Property;
import org.onnxnet.graph.TensorData;

/**
 * What {@code external_data} says: <a href="https://onnx.ai/onnx/repo-docs/ExternalData.html">External Data</a>.
 *
 * @param size the number of bytes, from the type and shape of the tensor
 */
record ExternalEntries(List<Property> entries, String location, long offset, long size) {
    static final String LOCATION = "location";
    static final String OFFSET = "offset";
    static final String LENGTH = "length";

    /** The keys that say where the data is, and which no longer hold when it is copied. */
    static final Set<String> DESCRIBES_FILE = Set.of(LOCATION, OFFSET, LENGTH, "checksum");

    static ExternalEntries parse(List<Property> entries, TensorSize size) {
        if (size.type() == ElementType.STRING) {
            throw new InvalidModelException("strings are in an external file, wanted them in string_data");
        }
        String location = "";
        long offset = 0;
        for (Property entry : entries) {
            switch (entry.key()) {
                case LOCATION -> location = entry.value();
                case OFFSET -> offset = number(entry);
                case LENGTH -> {
                    if (number(entry) != size.bytes()) {
                        throw new InvalidModelException(
                                "the length of its external data is " + Place.printable(entry.value()) + ", wanted "
                                        + size.bytes() + " for " + size.type() + "[" + size.shape() + "]");
                    }
                }
                default -> {
                    // Kept in the entries: a checksum, or what other tools add.
                }
            }
        }
        return new ExternalEntries(entries, location, offset, size.bytes());
    }

    TensorData.External open(TensorStore store) {
        return new TensorData.External(entries, store.external(location, offset, size));
    }

    private static long number(Property entry) {
        long number;
        try {
            number = Long.parseLong(entry.value());
        } catch (NumberFormatException e) {
            throw new InvalidModelException(notANumber(entry), e);
        }
        if (number < 0) {
            throw new InvalidModelException(notANumber(entry));
        }
        return number;
    }

    private static String notANumber(Property entry) {
        return "the " + entry.key() + " of its external data is '" + Place.printable(entry.value())
                + "', wanted a number of bytes";
    }
}
