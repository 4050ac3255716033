package org.onnxnet.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ElementType;

/** Operators of one input whose output has its shape: activations, rounding, casts. */
final class ElementwiseRules {
    private ElementwiseRules() {}

    static void register(RuleSet rules) {
        rules.addAll(
                List.of(
                        "Acos",
                        "Acosh",
                        "Asin",
                        "Asinh",
                        "Atan",
                        "Atanh",
                        "BitwiseNot",
                        "Celu",
                        "Cos",
                        "Cosh",
                        "CumProd",
                        "CumSum",
                        "Elu",
                        "Erf",
                        "Exp",
                        "Gelu",
                        "HardSigmoid",
                        "HardSwish",
                        "Hardmax",
                        "LRN",
                        "LeakyRelu",
                        "Log",
                        "LogSoftmax",
                        "LpNormalization",
                        "Mish",
                        "PRelu",
                        "Selu",
                        "Shrink",
                        "Sigmoid",
                        "Sin",
                        "Sinh",
                        "Softmax",
                        "Softplus",
                        "Softsign",
                        "Swish",
                        "Tan",
                        "Tanh",
                        "ThresholdedRelu",
                        "Trilu"),
                ElementwiseRules::sameType);
        rules.add(
                "Abs",
                1,
                unary((type, a) -> a.expr() != null && a.expr().isNonNegative(false)
                        ? a
                        : a.number() != null && a.number() != Long.MIN_VALUE
                                ? Element.of(Math.abs(a.number()))
                                : ElementMath.reals(Math::abs).apply(type, a)));
        rules.add(
                "Neg",
                1,
                unary((type, a) -> a.expr() != null
                        ? ElementMath.fitting(type, Expr.ZERO.minus(a.expr()))
                        : ElementMath.reals(x -> -x).apply(type, a)));
        rules.add("Ceil", 1, unary(rounding(Math::ceil)));
        rules.add("Floor", 1, unary(rounding(Math::floor)));
        rules.add("Round", 1, unary(rounding(Math::rint)));
        rules.add("Sqrt", 1, unary(ElementMath.reals(Math::sqrt)));
        rules.add("Reciprocal", 1, unary(ElementMath.reals(x -> 1 / x)));
        rules.add(
                "Relu",
                1,
                unary((type, a) -> a.expr() != null
                        ? ElementMath.fitting(type, Ints.max(a.expr(), Expr.ZERO))
                        : ElementMath.reals(x -> Double.isNaN(x) ? x : Math.max(x, 0))
                                .apply(type, a)));
        rules.add(
                "Sign",
                1,
                unary((type, a) -> a.number() != null
                        ? Element.of(Long.signum(a.number()))
                        : ElementMath.reals(Math::signum).apply(type, a)));
        rules.add("Not", 1, unary((type, a) -> a.number() != null ? Element.of(1 - a.number()) : Element.UNKNOWN));
        rules.add("Clip", 1, ElementwiseRules::clip);
        rules.addAll(List.of("IsNaN", "IsInf"), ElementwiseRules::truth);
        rules.add("Identity", 1, ElementwiseRules::identity);
        rules.add("Dropout", 1, node -> dropout(node, false));
        rules.add("Dropout", 10, node -> dropout(node, true));
        rules.add("Cast", 1, ElementwiseRules::cast);
        rules.add("CastLike", 15, node -> cast(node, node.elementType(1)));
        rules.add("BitCast", 26, ElementwiseRules::bitCast);
    }

    static void sameType(NodeContext node) {
        node.copyType(0, 0);
    }

    private static ShapeRule unary(ElementMath.Unary operation) {
        return node -> {
            node.copyType(0, 0);
            node.setContent(0, ElementMath.map(node.value(0), operation));
        };
    }

    private static ElementMath.Unary rounding(java.util.function.DoubleUnaryOperator operation) {
        return (type, a) -> a.expr() != null ? a : ElementMath.reals(operation).apply(type, a);
    }

    /** Bounds are attributes up to version 6 and inputs from 11 on. */
    private static void clip(NodeContext node) {
        node.copyType(0, 0);
        SymbolicTensor value = node.value(0);
        if (value == null || node.opset() < 11) {
            return;
        }
        ElementMath.Binary max = ElementMath.arithmetic(Ints::max, Math::max);
        ElementMath.Binary min = ElementMath.arithmetic(Ints::min, Math::min);
        if (node.hasInput(1)) {
            value = ElementMath.zip(value.elementType(), value, node.value(1), max);
        }
        if (node.hasInput(2) && value != null) {
            value = ElementMath.zip(value.elementType(), value, node.value(2), min);
        }
        node.setContent(0, value);
    }

    private static void truth(NodeContext node) {
        node.setTensor(0, ElementType.BOOL, node.shape(0));
    }

    private static void identity(NodeContext node) {
        node.set(0, node.input(0));
    }

    /** The mask has the type of the data before version 10 and is BOOL since; since 12 the data passes unless training. */
    private static void dropout(NodeContext node, boolean boolMask) {
        node.copyType(0, 0);
        if (boolMask || node.followsValues()) {
            node.setTensor(1, boolMask ? ElementType.BOOL : node.elementType(0), node.shape(0));
        }
    }

    private static void cast(NodeContext node) {
        // Version 1 names the type by a text.
        if (node.opset() < 6) {
            String name = node.text("to", "");
            node.setTensor(0, name.isEmpty() ? null : named(name), node.shape(0));
            return;
        }
        cast(node, node.elementType("to"));
    }

    private static ElementType named(String name) {
        for (ElementType type : ElementType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new CannotInferException("attribute to is '" + name + "', which is no element type");
    }

    private static void cast(NodeContext node, @Nullable ElementType to) {
        node.setTensor(0, to, node.shape(0));
        SymbolicTensor value = node.value(0);
        if (value != null && to != null && SymbolicTensor.fits(to, value.shape())) {
            node.setContent(0, value.map(to, element -> ElementMath.cast(value.elementType(), to, element)));
        }
    }

    private static void bitCast(NodeContext node) {
        node.setTensor(0, node.elementType("to"), node.shape(0));
    }
}
