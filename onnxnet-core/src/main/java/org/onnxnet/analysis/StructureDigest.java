package org.onnxnet.analysis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.SparseTensor;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;
import org.onnxnet.graph.ValueType;

/**
 * A SHA-256 over parts of a graph. Every part is written with its length or kind before it, so that different sequences
 * of parts are different bytes. Not thread-safe; one of the {@code to...} methods ends its use.
 */
final class StructureDigest {
    private final MessageDigest sha;

    StructureDigest() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    StructureDigest number(long value) {
        sha.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
        return this;
    }

    StructureDigest text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    private StructureDigest bytes(byte[] value) {
        number(value.length);
        sha.update(value);
        return this;
    }

    /** A list of parts, each written by {@code writer}. */
    <T> StructureDigest list(List<T> parts, Consumer<T> writer) {
        number(parts.size());
        parts.forEach(writer);
        return this;
    }

    StructureDigest type(@Nullable ValueType type) {
        if (type instanceof ValueType.OfTensor tensor) {
            text("tensor").element(tensor.elementType()).shape(tensor.shape());
        } else if (type instanceof ValueType.OfSparseTensor tensor) {
            text("sparse").element(tensor.elementType()).shape(tensor.shape());
        } else if (type instanceof ValueType.OfSequence sequence) {
            text("sequence").type(sequence.element());
        } else if (type instanceof ValueType.OfOptional optional) {
            text("optional").type(optional.element());
        } else if (type instanceof ValueType.OfMap map) {
            text("map").element(map.key()).type(map.value());
        } else if (type instanceof ValueType.OfOpaque opaque) {
            text("opaque").text(opaque.domain()).text(opaque.name());
        } else {
            text("unknown");
        }
        return this;
    }

    private StructureDigest element(ElementType type) {
        return number(type.code());
    }

    private StructureDigest shape(@Nullable Shape shape) {
        if (shape == null) {
            return number(-1);
        }
        number(shape.rank());
        for (Dim dim : shape.dims()) {
            if (dim instanceof Dim.Known known) {
                number(known.value());
            } else {
                text(dim instanceof Dim.Symbolic symbolic ? "=" + symbolic.expression() : "?");
            }
        }
        return this;
    }

    /** Type and elements. */
    StructureDigest tensor(Tensor tensor) {
        return type(tensor.type()).elements(tensor);
    }

    StructureDigest elements(Tensor tensor) {
        if (tensor.data() instanceof TensorData.Strings strings) {
            return list(strings.values(), value -> bytes(value.toArray()));
        }
        return bytes(tensor.toRawBytes().toArray());
    }

    private void sparse(SparseTensor sparse) {
        shape(sparse.shape()).tensor(sparse.values()).tensor(sparse.indices());
    }

    /** Operator and attributes of a node, whatever it reads and whatever graphs it runs. */
    StructureDigest node(Node node) {
        List<Attribute> byName = node.attributes().stream()
                .sorted(Comparator.comparing(Attribute::name))
                .toList();
        return text(node.op().domain())
                .text(node.op().type())
                .text(node.overload())
                .number(node.outputs().size())
                .list(byName, attribute -> attribute(attribute, body -> {}));
    }

    /**
     * An attribute.
     *
     * @param bodies writes a graph
     */
    StructureDigest attribute(Attribute attribute, Consumer<Graph> bodies) {
        text(attribute.name()).number(attribute.kind().code());
        if (attribute instanceof Attribute.OfInt one) {
            number(one.value());
        } else if (attribute instanceof Attribute.OfFloat one) {
            number(Float.floatToIntBits(one.value()));
        } else if (attribute instanceof Attribute.OfString one) {
            bytes(one.value().toArray());
        } else if (attribute instanceof Attribute.OfInts many) {
            list(many.value(), this::number);
        } else if (attribute instanceof Attribute.OfFloats many) {
            list(many.value(), value -> number(Float.floatToIntBits(value)));
        } else if (attribute instanceof Attribute.OfStrings many) {
            list(many.value(), (Bytes value) -> bytes(value.toArray()));
        } else if (attribute instanceof Attribute.OfTensor one) {
            tensor(one.value());
        } else if (attribute instanceof Attribute.OfTensors many) {
            list(many.value(), this::tensor);
        } else if (attribute instanceof Attribute.OfSparseTensor one) {
            sparse(one.value());
        } else if (attribute instanceof Attribute.OfSparseTensors many) {
            list(many.value(), this::sparse);
        } else if (attribute instanceof Attribute.OfType one) {
            type(one.value());
        } else if (attribute instanceof Attribute.OfTypes many) {
            list(many.value(), this::type);
        } else if (attribute instanceof Attribute.OfGraph one) {
            bodies.accept(one.value());
        } else if (attribute instanceof Attribute.OfGraphs many) {
            list(many.value(), bodies);
        } else if (attribute instanceof Attribute.Reference reference) {
            text(reference.parameter());
        }
        return this;
    }

    long toLong() {
        return ByteBuffer.wrap(sha.digest()).getLong();
    }

    /** 64 lower-case hexadecimal digits. */
    String toHex() {
        return HexFormat.of().formatHex(sha.digest());
    }
}
