package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/** Operators of several inputs that broadcast: arithmetic, comparisons, logic, {@code Where}. */
final class ArithmeticRules {
    private ArithmeticRules() {}

    static void register(RuleSet rules) {
        binary(rules, "Add", ElementMath.arithmetic(Expr::plus, Double::sum));
        binary(rules, "Sub", ElementMath.arithmetic(Expr::minus, (a, b) -> a - b));
        binary(rules, "Mul", ElementMath.arithmetic(Expr::times, (a, b) -> a * b));
        binary(rules, "Div", ArithmeticRules::divide);
        binary(rules, "Pow", ArithmeticRules::power);
        rules.add(
                "Mod",
                10,
                node -> broadcast(
                        node,
                        node.integer("fmod", 0) == 0
                                ? ElementMath.integers(Ints::floorMod)
                                : ElementMath.arithmetic(Ints::truncatedMod, (a, b) -> a % b)));
        rules.add("BitShift", 11, node -> broadcast(node, null));
        rules.add("BitwiseAnd", 18, node -> broadcast(node, null));
        rules.add("BitwiseOr", 18, node -> broadcast(node, null));
        rules.add("BitwiseXor", 18, node -> broadcast(node, null));

        logical(rules, "And", 1, ElementMath.integers((a, b) -> a.is(0) || b.is(0) ? Expr.ZERO : both(a, b, 1)));
        logical(rules, "Or", 1, ElementMath.integers((a, b) -> a.is(1) || b.is(1) ? Expr.of(1) : both(a, b, 0)));
        logical(
                rules,
                "Xor",
                1,
                ElementMath.integers((a, b) -> a.isConstant() && b.isConstant() ? Expr.of(a.equals(b) ? 0 : 1) : null));
        comparison(rules, "Equal", 1, Ints::equal, order -> order == 0);
        comparison(rules, "Less", 1, Ints::less, order -> order < 0);
        comparison(rules, "Greater", 1, (a, b) -> Ints.less(b, a), order -> order > 0);
        comparison(rules, "LessOrEqual", 12, Ints::lessOrEqual, order -> order <= 0);
        comparison(rules, "GreaterOrEqual", 12, (a, b) -> Ints.lessOrEqual(b, a), order -> order >= 0);

        variadic(rules, "Sum", ElementMath.arithmetic(Expr::plus, Double::sum));
        variadic(rules, "Max", ElementMath.arithmetic(Ints::max, Math::max));
        variadic(rules, "Min", ElementMath.arithmetic(Ints::min, Math::min));
        variadic(rules, "Mean", null);
        rules.add("Where", 9, ArithmeticRules::where);
    }

    private static @Nullable Expr both(Expr a, Expr b, long neutral) {
        return a.is(neutral) ? b : b.is(neutral) ? a : null;
    }

    private static Element divide(ElementType type, Element a, Element b) {
        if (!type.isFloat()) {
            return ElementMath.integers(Ints::divide).apply(type, a, b);
        }
        // In floats the quotient is an integer expression only if it is exact.
        return ElementMath.arithmetic((x, y) -> y.is(0) ? null : x.dividedExactlyBy(y), (x, y) -> x / y)
                .apply(type, a, b);
    }

    private static Element power(ElementType type, Element a, Element b) {
        return ElementMath.arithmetic(ArithmeticRules::power, Math::pow).apply(type, a, b);
    }

    private static @Nullable Expr power(Expr base, Expr exponent) {
        Long count = exponent.constant();
        if (count == null || count < 0 || count > 62) {
            return null;
        }
        Expr product = Expr.of(1);
        for (int i = 0; i < count && product != null; i++) {
            product = product.times(base);
        }
        return product;
    }

    /** Since version 7 both sides broadcast; before, only the second to the first, and only if an attribute says so. */
    private static void binary(RuleSet rules, String type, ElementMath.Binary operation) {
        rules.add(type, 1, ElementwiseRules::sameType);
        rules.add(type, 7, node -> broadcast(node, operation));
    }

    private static void broadcast(NodeContext node, ElementMath.@Nullable Binary operation) {
        node.setTensor(0, node.elementType(0), broadcastShape(node));
        ElementType type = node.elementType(0);
        if (operation != null && type != null) {
            node.setContent(0, ElementMath.zip(type, node.value(0), node.value(1), operation));
        }
    }

    static @Nullable Shape broadcastShape(NodeContext node) {
        List<Shape> shapes = node.shapes();
        return shapes == null ? null : Broadcast.of(shapes);
    }

    private static void logical(RuleSet rules, String type, int since, ElementMath.Binary operation) {
        rules.add(type, since, node -> {
            boolean oneSided = node.opset() < 7;
            node.setTensor(0, ElementType.BOOL, oneSided ? node.shape(0) : broadcastShape(node));
            if (!oneSided) {
                node.setContent(0, ElementMath.zip(ElementType.BOOL, node.value(0), node.value(1), operation));
            }
        });
    }

    private static void comparison(
            RuleSet rules, String type, int since, ElementMath.Comparison integers, IntPredicate ordering) {
        logical(rules, type, since, ElementMath.comparison(integers, ordering));
    }

    /** Since version 8 the inputs broadcast; before, they all have one shape. */
    private static void variadic(RuleSet rules, String type, ElementMath.@Nullable Binary operation) {
        rules.add(type, 1, ElementwiseRules::sameType);
        rules.add(type, 8, node -> {
            ElementType elementType = node.elementType(0);
            node.setTensor(0, elementType, broadcastShape(node));
            if (operation == null || elementType == null) {
                return;
            }
            SymbolicTensor result = node.value(0);
            for (int slot = 1; slot < node.inputCount() && result != null; slot++) {
                result = ElementMath.zip(elementType, result, node.value(slot), operation);
            }
            node.setContent(0, result);
        });
    }

    private static void where(NodeContext node) {
        ElementType type = node.elementType(1) != null ? node.elementType(1) : node.elementType(2);
        Shape shape = broadcastShape(node);
        node.setTensor(0, type, shape);
        if (type == null || shape == null || !SymbolicTensor.fits(type, shape)) {
            return;
        }
        SymbolicTensor condition = spread(node.value(0), shape);
        SymbolicTensor yes = spread(node.value(1), shape);
        SymbolicTensor no = spread(node.value(2), shape);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < shape.elementCount(); i++) {
            Element a = yes == null ? Element.UNKNOWN : yes.element(i);
            Element b = no == null ? Element.UNKNOWN : no.element(i);
            Long chosen = condition == null ? null : condition.element(i).number();
            elements.add(chosen == null ? (a.equals(b) ? a : Element.UNKNOWN) : chosen != 0 ? a : b);
        }
        node.setContent(0, SymbolicTensor.of(type, shape, elements));
    }

    private static @Nullable SymbolicTensor spread(@Nullable SymbolicTensor value, Shape shape) {
        return value == null ? null : Broadcast.expand(value, shape);
    }
}
