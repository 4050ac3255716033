package org.onnxnet.shape;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;

/**
 * What is known of the content of a small tensor: each element is a number, an expression of dimension names, or unknown.
 * Holds integers, truth values (0 and 1), strings and, where they are numbers, floats. Immutable.
 */
public final class SymbolicTensor implements Content {
    /** Tensors with more elements are not followed. */
    public static final int MAX_ELEMENTS = 4096;

    /**
     * Floats matter as scales, limits and steps, and strings as few words; larger tensors of them are weights and
     * vocabularies and are not read.
     */
    private static final int MAX_FLOATS_OR_STRINGS = 64;

    private final ElementType elementType;
    private final Shape shape;
    private final List<Element> elements;

    private SymbolicTensor(ElementType elementType, Shape shape, List<Element> elements) {
        this.elementType = elementType;
        this.shape = shape;
        this.elements = elements;
    }

    /** A tensor of static shape; row-major. */
    static SymbolicTensor of(ElementType elementType, Shape shape, List<? extends Element> elements) {
        if (shape.elementCount() != elements.size()) {
            throw new IllegalArgumentException(
                    elements.size() + " elements do not fill a tensor of shape [" + shape + "]");
        }
        return new SymbolicTensor(elementType, shape, List.copyOf(elements));
    }

    static SymbolicTensor scalar(ElementType elementType, Element element) {
        return of(elementType, Shape.SCALAR, List.of(element));
    }

    static SymbolicTensor vector(ElementType elementType, List<? extends Element> elements) {
        return of(elementType, Shape.of(elements.size()), elements);
    }

    static SymbolicTensor filled(ElementType elementType, Shape shape, Element element) {
        return of(elementType, shape, Collections.nCopies(Math.toIntExact(shape.elementCount()), element));
    }

    /** Whether a tensor of this type and static shape is small enough to be followed. */
    static boolean fits(@Nullable ElementType elementType, @Nullable Shape shape) {
        if (elementType == null || shape == null || !shape.isStatic()) {
            return false;
        }
        long count = 1;
        for (long dim : shape.toLongs()) {
            if (dim == 0) {
                return isFollowed(elementType);
            }
            count = Math.min(count * Math.min(dim, MAX_ELEMENTS + 1L), MAX_ELEMENTS + 1L);
        }
        boolean few = elementType.isFloat() || elementType == ElementType.STRING;
        long limit = few ? MAX_FLOATS_OR_STRINGS : MAX_ELEMENTS;
        return isFollowed(elementType) && count <= limit;
    }

    private static boolean isFollowed(ElementType elementType) {
        return elementType.isInteger()
                || elementType.isFloat()
                || elementType == ElementType.BOOL
                || elementType == ElementType.STRING;
    }

    /**
     * The content of a constant, read now; null if it is too large or of a type that is not followed.
     *
     * @throws org.onnxnet.graph.OnnxNetException if its data cannot be read
     */
    public static @Nullable SymbolicTensor of(Tensor tensor) {
        if (!fits(tensor.elementType(), tensor.shape())) {
            return null;
        }
        List<Element> elements = new ArrayList<>();
        if (tensor.elementType() == ElementType.STRING) {
            if (!(tensor.data() instanceof TensorData.Strings strings)
                    || strings.values().size() != tensor.elementCount()) {
                return null;
            }
            strings.values().forEach(text -> elements.add(new Element.Text(text.toUtf8())));
        } else if (tensor.elementType().isFloat()) {
            for (double value : tensor.toDoubles()) {
                elements.add(new Element.Real(value));
            }
        } else {
            for (long value : tensor.toLongs()) {
                boolean beyondLong = tensor.elementType() == ElementType.UINT64 && value < 0;
                elements.add(beyondLong ? Element.UNKNOWN : Element.of(value));
            }
        }
        return of(tensor.elementType(), tensor.shape(), elements);
    }

    public ElementType elementType() {
        return elementType;
    }

    /** The static shape. */
    public Shape shape() {
        return shape;
    }

    /** The number of elements, at most {@link #MAX_ELEMENTS}. */
    public int size() {
        return elements.size();
    }

    /** The element at a row-major index; unknown where it is a float or a string. It may be negative, as an axis or a stride can be. */
    public Dim dim(int index) {
        return elements.get(index).toDim();
    }

    /** All elements, row-major; see {@link #dim}. */
    public List<Dim> dims() {
        return elements.stream().map(Element::toDim).toList();
    }

    List<Element> elements() {
        return elements;
    }

    Element element(int index) {
        return elements.get(index);
    }

    /** Whether every element is a number; never so where there are strings. */
    public boolean isKnown() {
        return elementType != ElementType.STRING && elements.stream().allMatch(element -> element.real() != null);
    }

    /**
     * The elements of a tensor of integers or truth values that is {@linkplain #isKnown() known}.
     *
     * @throws IllegalStateException if an element is no integer number
     */
    public long[] toLongs() {
        return elements.stream().mapToLong(element -> known(element.number())).toArray();
    }

    /**
     * The elements of a {@linkplain #isKnown() known} tensor.
     *
     * @throws IllegalStateException if an element is no number
     */
    public double[] toDoubles() {
        return elements.stream().mapToDouble(element -> known(element.real())).toArray();
    }

    /** The elements of a tensor of strings; null where one is not known. */
    @Nullable
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Element element : elements) {
            if (!(element instanceof Element.Text text)) {
                return null;
            }
            texts.add(text.value());
        }
        return texts;
    }

    private <T> T known(@Nullable T number) {
        if (number == null) {
            throw new IllegalStateException("not every element of " + this + " is a number, see isKnown()");
        }
        return number;
    }

    /** A known tensor as a constant; null if it is not known or its element type is under 8 bits wide or a small float. */
    public @Nullable Tensor toTensor(String name) {
        if (!isKnown()) {
            return null;
        }
        int width = elementType.bits() / 8;
        ByteBuffer raw = ByteBuffer.allocate(elements.size() * width).order(ByteOrder.LITTLE_ENDIAN);
        for (Element element : elements) {
            switch (elementType) {
                case FLOAT -> raw.putFloat(known(element.real()).floatValue());
                case DOUBLE -> raw.putDouble(known(element.real()));
                case INT64, UINT64 -> raw.putLong(known(element.number()));
                case INT32, UINT32 -> raw.putInt(known(element.number()).intValue());
                case INT16, UINT16 -> raw.putShort(known(element.number()).shortValue());
                case INT8, UINT8, BOOL -> raw.put(known(element.number()).byteValue());
                case UNDEFINED,
                        STRING,
                        FLOAT16,
                        COMPLEX64,
                        COMPLEX128,
                        BFLOAT16,
                        FLOAT8E4M3FN,
                        FLOAT8E4M3FNUZ,
                        FLOAT8E5M2,
                        FLOAT8E5M2FNUZ,
                        UINT4,
                        INT4,
                        FLOAT4E2M1,
                        FLOAT8E8M0,
                        FLOAT6E2M3,
                        FLOAT6E3M2,
                        UINT2,
                        INT2 -> {
                    return null;
                }
            }
        }
        return Tensor.ofRaw(name, elementType, shape, Bytes.wrap(raw.array()));
    }

    SymbolicTensor reshaped(Shape newShape) {
        return of(elementType, newShape, elements);
    }

    SymbolicTensor map(ElementType newType, UnaryOperator<Element> change) {
        return of(newType, shape, elements.stream().map(change).toList());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SymbolicTensor that
                && elementType == that.elementType
                && shape.equals(that.shape)
                && elements.equals(that.elements);
    }

    @Override
    public int hashCode() {
        return Objects.hash(elementType, shape, elements);
    }

    /** {@code INT64[3]{batch, 128, ?}}. */
    @Override
    public String toString() {
        return elements.stream()
                .map(e -> e instanceof Element.Real real
                        ? Double.toString(real.value())
                        : e instanceof Element.Text text
                                ? '"' + text.value() + '"'
                                : e.toDim().toString())
                .collect(Collectors.joining(", ", elementType + "[" + shape + "]{", "}"));
    }
}
