package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ConstantNode;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;

/** Operators that turn shapes into values or values into shapes, and constants. */
final class ShapeValueRules {
    private static final long MAX_RANK = 64;

    private ShapeValueRules() {}

    static void register(RuleSet rules) {
        rules.add("Shape", 1, ShapeValueRules::shape);
        rules.add("Size", 1, ShapeValueRules::size);
        rules.add("Constant", 1, ShapeValueRules::constant);
        rules.add("ConstantOfShape", 9, ShapeValueRules::constantOfShape);
        rules.add("EyeLike", 9, ShapeValueRules::eyeLike);
        rules.add("Range", 11, ShapeValueRules::range);
    }

    /** The part from {@code start} to before {@code end}, which exist since version 15. */
    private static void shape(NodeContext node) {
        Shape input = node.shape(0);
        if (input == null) {
            node.setTensor(0, ElementType.INT64, Shape.ofRank(1));
            return;
        }
        int rank = input.rank();
        int start = bound(node.integer("start", 0), rank);
        int end = Math.max(start, bound(node.integer("end", rank), rank));
        node.setTensor(0, ElementType.INT64, Shape.of(end - start));
        node.setContent(
                0,
                SymbolicTensor.vector(
                        ElementType.INT64,
                        input.dims().subList(start, end).stream()
                                .map(Element::of)
                                .toList()));
    }

    private static int bound(long value, int rank) {
        long counted = value < 0 ? value + rank : value;
        return (int) Math.max(0, Math.min(counted, rank));
    }

    private static void size(NodeContext node) {
        node.setTensor(0, ElementType.INT64, Shape.SCALAR);
        Shape input = node.shape(0);
        if (input != null) {
            node.setContent(0, SymbolicTensor.scalar(ElementType.INT64, Element.of(DimMath.count(input))));
        }
    }

    private static void constant(NodeContext node) {
        long values = node.node().attributes().stream()
                .filter(attribute -> attribute.name().contains("value"))
                .count();
        if (values > 1) {
            throw new CannotInferException(values + " attributes hold a value, wanted one");
        }
        for (Attribute attribute : node.node().attributes()) {
            Tensor constant = ConstantNode.tensor(attribute);
            if (constant != null) {
                node.setConstant(0, constant);
            } else if (attribute instanceof Attribute.OfSparseTensor sparse) {
                node.setType(0, sparseType(sparse));
            }
        }
    }

    private static ValueType sparseType(Attribute.OfSparseTensor sparse) {
        return ValueType.tensor(
                sparse.value().values().elementType(), sparse.value().shape());
    }

    private static void constantOfShape(NodeContext node) {
        Tensor fill = node.tensor("value");
        ElementType type = fill == null ? ElementType.FLOAT : fill.elementType();
        node.setTensor(0, type, null);
        SymbolicTensor target = node.value(0);
        if (target == null) {
            Shape length = node.shape(0);
            if (length != null
                    && length.rank() == 1
                    && length.dim(0) instanceof Dim.Known rank
                    && rank.value() <= MAX_RANK) {
                node.setTensor(0, type, Shape.ofRank((int) rank.value()));
            }
            return;
        }
        Shape shape = NegativeDims.removed(new Shape(target.dims()));
        node.setTensor(0, type, shape);
        if (SymbolicTensor.fits(type, shape)) {
            node.setContent(0, SymbolicTensor.filled(type, shape, filling(fill)));
        }
    }

    private static Element filling(@Nullable Tensor fill) {
        if (fill == null) {
            return new Element.Real(0);
        }
        SymbolicTensor value = SymbolicTensor.of(fill);
        return value == null || value.size() != 1 ? Element.UNKNOWN : value.element(0);
    }

    private static void eyeLike(NodeContext node) {
        ElementType type = node.elementType("dtype");
        node.setTensor(0, type != null ? type : node.elementType(0), node.shapeOfRank(0, 2));
    }

    /** {@code max(ceil((limit - start) / delta), 0)} numbers. */
    static void range(NodeContext node) {
        ElementType type = node.elementType(0);
        node.setTensor(0, type, Shape.ofRank(1));
        SymbolicTensor start = node.value(0);
        SymbolicTensor limit = node.value(1);
        SymbolicTensor delta = node.value(2);
        if (start == null
                || limit == null
                || delta == null
                || type == null
                || start.size() != 1
                || limit.size() != 1
                || delta.size() != 1) {
            return;
        }
        Element first = start.element(0);
        Dim count = type.isFloat()
                ? count(first.real(), limit.element(0).real(), delta.element(0).real())
                : count(first.toDim(), limit.dim(0), delta.element(0).number());
        node.setTensor(0, type, new Shape(List.of(count)));
        if (count instanceof Dim.Known known && known.value() <= SymbolicTensor.MAX_ELEMENTS && !type.isFloat()) {
            node.setContent(0, numbers(type, first, delta.element(0), (int) known.value()));
        }
    }

    private static Dim count(@Nullable Double start, @Nullable Double limit, @Nullable Double delta) {
        if (start == null || limit == null || delta == null || delta == 0) {
            return Dim.UNKNOWN;
        }
        double count = Math.max(0, Math.ceil((limit - start) / delta));
        return count <= Integer.MAX_VALUE ? Dim.of((long) count) : Dim.UNKNOWN;
    }

    private static Dim count(Dim start, Dim limit, @Nullable Long delta) {
        if (delta == null || delta == 0 || delta == Long.MIN_VALUE) {
            return Dim.UNKNOWN;
        }
        Dim distance = delta > 0 ? DimMath.difference(limit, start) : DimMath.difference(start, limit);
        return DimMath.max(DimMath.ceilDiv(distance, Math.abs(delta)), Dim.of(0));
    }

    private static SymbolicTensor numbers(ElementType type, Element first, Element delta, int count) {
        List<Element> elements = new ArrayList<>();
        ElementMath.Binary plus = ElementMath.integers(Expr::plus);
        Element next = first;
        for (int i = 0; i < count; i++) {
            elements.add(next);
            next = plus.apply(type, next, delta);
        }
        return SymbolicTensor.vector(type, elements);
    }
}
