package org.onnxnet.encoder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;

/** Reads constants as {@link TensorLiteral} writes them. */
final class TensorParser {
    static final Pattern REAL =
            Pattern.compile("nan|-?inf|-?[0-9]+(?:\\.[0-9]+(?:e-?[0-9]+)?|e-?[0-9]+)(?![A-Za-z0-9_.])");

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
    private static final Pattern TRUTH = Pattern.compile("true|false");
    private static final Pattern EMPTY = Pattern.compile("=\\[]");

    private final TextCursor cursor;
    private final TypeParser types;

    TensorParser(TextCursor cursor, TypeParser types) {
        this.cursor = cursor;
        this.types = types;
    }

    private enum Form {
        INTEGER(ElementType.INT64),
        REAL(ElementType.FLOAT),
        STRING(ElementType.STRING),
        TRUTH(ElementType.BOOL),
        COMPLEX(ElementType.COMPLEX64);

        /** The type of elements of this form that is not written. */
        private final ElementType unwritten;

        Form(ElementType unwritten) {
            this.unwritten = unwritten;
        }
    }

    /** An element: a word, or the bytes of a string, or the words of a complex number. */
    private record Scalar(int place, Form form, List<String> words, Bytes bytes) {
        Scalar(int place, Form form, String word) {
            this(place, form, List.of(word), Bytes.EMPTY);
        }

        double real(int index) {
            String word = words.get(index);
            return switch (word) {
                case "nan" -> Double.NaN;
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(word);
            };
        }
    }

    /** A constant with its element type in front, as attributes have them. */
    Tensor typed() {
        int start = cursor.place();
        ElementType type = types.element();
        if (cursor.isAt("=")) {
            return elements(type);
        }
        Tensor rest = emptyOrLarge(type, types.bracketed(), start);
        if (rest == null) {
            throw cursor.wanted("'=' and the elements of a constant");
        }
        return rest;
    }

    /** The end of a constant that has no elements, or of one whose elements no text holds; null if none stands here. */
    @Nullable
    Tensor emptyOrLarge(ElementType type, @Nullable Shape shape, int start) {
        if (cursor.isAt("#")) {
            throw cursor.malformed(
                    start,
                    "of a constant of more than " + TensorLiteral.MAX_ELEMENTS
                            + " elements the text holds a hash only, wanted its elements: this text cannot be decoded");
        }
        if (shape == null || !shape.isStatic() || cursor.peek(EMPTY) == null) {
            return null;
        }
        if (shape.dims().stream().noneMatch(dim -> dim.is(0))) {
            throw cursor.malformed(
                    start, "a constant without elements has shape " + shape + ", wanted a dimension of 0");
        }
        cursor.take(EMPTY);
        return type == ElementType.STRING
                ? new Tensor("", type, shape, new TensorData.Strings(List.of()))
                : Tensor.ofRaw("", type, shape, Bytes.EMPTY);
    }

    /** An equals sign and elements. */
    Tensor elements(@Nullable ElementType written) {
        int start = cursor.place();
        cursor.expect("=");
        List<Scalar> scalars = new ArrayList<>();
        Shape shape = new Shape(
                nested(scalars).stream().map(org.onnxnet.graph.Dim::of).toList());
        Form form = scalars.get(0).form();
        ElementType type = written == null ? form.unwritten : written;
        try {
            return tensor(type, shape, scalars);
        } catch (IllegalArgumentException e) {
            throw cursor.malformed(start, e.getMessage() + ", wanted elements of type " + Literals.of(type));
        }
    }

    /** Reads an element or a list of lists of them; returns its dimensions. */
    private List<Long> nested(List<Scalar> scalars) {
        if (!cursor.isAt("[")) {
            scalars.add(scalar());
            return List.of();
        }
        return cursor.nested(() -> {
            cursor.expect("[");
            List<Long> row = nested(scalars);
            long rows = 1;
            while (cursor.accept(",")) {
                int start = cursor.place();
                if (!nested(scalars).equals(row)) {
                    throw cursor.malformed(start, "this row has another shape than the ones before it");
                }
                rows++;
            }
            cursor.expect("]");
            List<Long> dims = new ArrayList<>(List.of(rows));
            dims.addAll(row);
            return dims;
        });
    }

    private Scalar scalar() {
        int start = cursor.place();
        if (cursor.isAt("\"")) {
            return new Scalar(start, Form.STRING, List.of(), cursor.string());
        }
        String truth = cursor.take(TRUTH);
        if (truth != null) {
            return new Scalar(start, Form.TRUTH, truth);
        }
        if (cursor.accept("(")) {
            String real = number();
            cursor.expect(",");
            String imaginary = number();
            cursor.expect(")");
            return new Scalar(start, Form.COMPLEX, List.of(real, imaginary), Bytes.EMPTY);
        }
        String real = cursor.take(REAL);
        return real == null ? new Scalar(start, Form.INTEGER, number()) : new Scalar(start, Form.REAL, real);
    }

    private String number() {
        String real = cursor.take(REAL);
        String number = real == null ? cursor.take(INTEGER) : real;
        if (number == null) {
            throw cursor.wanted("an element of a constant");
        }
        return number;
    }

    private Tensor tensor(ElementType type, Shape shape, List<Scalar> scalars) {
        if (type == ElementType.STRING) {
            scalars.forEach(scalar -> check(scalar, scalar.form() == Form.STRING, type));
            return new Tensor(
                    "",
                    type,
                    shape,
                    new TensorData.Strings(scalars.stream().map(Scalar::bytes).toList()));
        }
        if (type == ElementType.COMPLEX64 || type == ElementType.COMPLEX128) {
            return complex(type, shape, scalars);
        }
        if (type.isFloat()) {
            scalars.forEach(scalar -> check(scalar, scalar.form() == Form.REAL || scalar.form() == Form.INTEGER, type));
            return Tensor.ofReals(
                    "",
                    type,
                    shape,
                    scalars.stream().mapToDouble(s -> s.real(0)).toArray());
        }
        long[] values = new long[scalars.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = integer(scalars.get(i), type);
        }
        return Tensor.ofIntegers("", type, shape, values);
    }

    private long integer(Scalar scalar, ElementType type) {
        if (type == ElementType.BOOL) {
            check(scalar, scalar.form() == Form.TRUTH, type);
            return scalar.words().get(0).equals("true") ? 1 : 0;
        }
        check(scalar, scalar.form() == Form.INTEGER, type);
        String word = scalar.words().get(0);
        return type == ElementType.UINT64 ? Long.parseUnsignedLong(word) : cursor.toLong(word, scalar.place());
    }

    private Tensor complex(ElementType type, Shape shape, List<Scalar> scalars) {
        ByteBuffer raw = ByteBuffer.allocate(scalars.size() * type.bits() / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (Scalar scalar : scalars) {
            check(scalar, scalar.form() == Form.COMPLEX, type);
            for (int part = 0; part < 2; part++) {
                if (type == ElementType.COMPLEX64) {
                    raw.putFloat((float) scalar.real(part));
                } else {
                    raw.putDouble(scalar.real(part));
                }
            }
        }
        return Tensor.ofRaw("", type, shape, Bytes.wrap(raw.array()));
    }

    private void check(Scalar scalar, boolean isRight, ElementType type) {
        if (!isRight) {
            throw cursor.malformed(scalar.place(), "this is no element of type " + Literals.of(type));
        }
    }

    /** {@code sparse(type[shape],values,indices)}. */
    org.onnxnet.graph.SparseTensor sparse() {
        int start = cursor.place();
        cursor.expect("sparse(");
        ElementType type = types.element();
        Shape shape = types.bracketed();
        if (shape == null || !shape.isStatic()) {
            throw cursor.malformed(start, "a sparse constant has shape " + shape + ", wanted numbers");
        }
        cursor.expect(",");
        Tensor values = typed();
        cursor.expect(",");
        Tensor indices = typed();
        cursor.expect(")");
        if (values.elementType() != type) {
            throw cursor.malformed(
                    start, "values of type " + Literals.of(values.elementType()) + ", wanted " + Literals.of(type));
        }
        return new org.onnxnet.graph.SparseTensor(values, indices, shape, Extras.NONE);
    }
}
