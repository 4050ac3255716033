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
        }
    }

    /** Since version 18 also false without an input, and true for a value that cannot be absent. */
    private static void hasElement(NodeContext node) {
        node.setTensor(0, ElementType.BOOL, Shape.SCALAR);
        ValueType type = node.inputType(0);
        if (node.opset() >= 18 && (!node.hasInput(0) || (type != null && !(type instanceof ValueType.OfOptional)))) {
            node.setValue(0, SymbolicTensor.scalar(ElementType.BOOL, Element.of(node.hasInput(0) ? 1 : 0)));
        }
    }

    /** Since version 18 a value that cannot be absent passes. */
    private static void getElement(NodeContext node) {
        ValueType type = node.inputType(0);
        if (type instanceof ValueType.OfOptional optional) {
            node.setType(0, optional.element());
        } else if (type != null && node.opset() < 18) {
            throw new CannotInferException("input 0 is " + type + ", wanted an optional value");
        } else {
            node.copyType(0, 0);
            node.setValue(0, node.value(0));
        }
    }
}
