package org.onnxnet.shape;

import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/** Operators on values that may be absent. */
final class OptionalRules {
    private OptionalRules() {}

    static void register(RuleSet rules) {
        rules.add("Optional", 15, OptionalRules::optional);
        rules.add("OptionalHasElement", 15, OptionalRules::hasElement);
        rules.add("OptionalGetElement", 15, OptionalRules::getElement);
    }

    private static void optional(NodeContext node) {
        ValueType element = node.inputType(0);
        if (!node.hasInput(0) && node.attribute("type") instanceof Attribute.OfType declared) {
            element = declared.value();
        }
        if (element != null) {
            node.setType(0, new ValueType.OfOptional(element));
            node.setContent(0, new OptionalContent(node.hasInput(0) ? node.input(0) : null));
        }
    }

    /** Since version 18 also false without an input, and true for a value that cannot be absent. */
    private static void hasElement(NodeContext node) {
        node.setTensor(0, ElementType.BOOL, Shape.SCALAR);
        ValueType type = node.inputType(0);
        if (node.content(0) instanceof OptionalContent optional) {
            setTruth(node, optional.element() != null);
        } else if (node.opset() >= 18
                && (!node.hasInput(0) || (type != null && !(type instanceof ValueType.OfOptional)))) {
            setTruth(node, node.hasInput(0));
        }
    }

    private static void setTruth(NodeContext node, boolean truth) {
        node.setContent(0, SymbolicTensor.scalar(ElementType.BOOL, Element.of(truth ? 1 : 0)));
    }

    /** Since version 18 a value that cannot be absent passes. */
    private static void getElement(NodeContext node) {
        ValueType type = node.inputType(0);
        if (type instanceof ValueType.OfOptional optional) {
            node.setType(0, optional.element());
            if (node.content(0) instanceof OptionalContent content && content.element() != null) {
                node.set(0, content.element());
            }
        } else if (type != null && node.opset() < 18) {
            throw new CannotInferException("input 0 is " + type + ", wanted an optional value");
        } else {
            node.set(0, node.input(0));
        }
    }
}
