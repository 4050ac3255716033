package org.onnxnet.io;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import org.onnxnet.graph.Bytes;

/**
 * Steps over what is kept without being taken apart. It is looked through all the same, so that damage is found when a model
 * is read and not by whoever reads it after it was saved.
 */
final class KeptField {
    private KeptField() {}

    /**
     * Steps over the current field.
     *
     * @param message the type of the message that the field is in
     */
    static void skip(WireReader in, Descriptor message) {
        skip(in, message, 0);
    }

    /** Looks through a whole message; its errors name no position. */
    static void check(Bytes encoded, Descriptor message) {
        skipAll(WireReader.over(encoded), message, 0);
    }

    private static void skipAll(WireReader in, Descriptor message, int depth) {
        if (depth > WireReader.MAX_DEPTH) {
            throw in.malformed("messages nest deeper than " + WireReader.MAX_DEPTH + ", which no program makes");
        }
        while (in.next()) {
            skip(in, message, depth);
        }
    }

    private static void skip(WireReader in, Descriptor message, int depth) {
        FieldDescriptor field = message.findFieldByNumber(in.field());
        if (field == null || !in.isLengthDelimited()) {
            // Not known, or not as it is known, which to protobuf is the same.
            in.skip();
        } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            skipAll(in.message(), field.getMessageType(), depth + 1);
        } else if (field.isPackable()) {
            skipPacked(in, field);
        } else {
            in.skip();
        }
    }

    private static void skipPacked(WireReader in, FieldDescriptor field) {
        switch (field.getLiteType().getWireType()) {
            case WireFormat.WIRETYPE_FIXED32 -> skipFixed(in, Float.BYTES);
            case WireFormat.WIRETYPE_FIXED64 -> skipFixed(in, Double.BYTES);
            default -> in.varints(number -> {});
        }
    }

    private static void skipFixed(WireReader in, int size) {
        long length = in.payload().length();
        if (length % size != 0) {
            throw in.malformed("field " + in.field() + " has " + length + " bytes, wanted a multiple of " + size);
        }
    }
}
