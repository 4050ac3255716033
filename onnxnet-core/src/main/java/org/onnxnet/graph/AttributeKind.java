package org.onnxnet.graph;

/** The kind of an attribute's value ({@code AttributeProto.AttributeType}), with its number in the file format. */
public enum AttributeKind {
    UNDEFINED(0),
    FLOAT(1),
    INT(2),
    STRING(3),
    TENSOR(4),
    GRAPH(5),
    FLOATS(6),
    INTS(7),
    STRINGS(8),
    TENSORS(9),
    GRAPHS(10),
    SPARSE_TENSOR(11),
    SPARSE_TENSORS(12),
    TYPE_PROTO(13),
    TYPE_PROTOS(14);

    private static final AttributeKind[] BY_CODE = values();

    private final int code;

    AttributeKind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /**
     * The kind with a number of the file format.
     *
     * @throws InvalidModelException if there is none
     */
    public static AttributeKind ofCode(int code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new InvalidModelException(
                    "attribute type " + code + " is unknown, wanted 0 to " + (BY_CODE.length - 1));
        }
        return BY_CODE[code];
    }
}
