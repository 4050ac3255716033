package org.onnxnet.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Node;
import org.onnxnet.schema.OperatorSchema;
import org.onnxnet.schema.OperatorSchema.Occurrence;
import org.onnxnet.schema.OperatorSchema.Parameter;

/**
 * Follows element types through the nodes of a graph, as far as the operator definitions say them, and compares them with
 * what operators take and with what the file declares. Where a type is not known nothing is said.
 */
final class TypeCheck {
    private final Report report;
    private final Scope scope;

    TypeCheck(Report report, Scope scope) {
        this.report = report;
        this.scope = scope;
    }

    void check(Node node, OperatorSchema schema, String where) {
        Map<String, String> bound = new HashMap<>();
        for (int slot = 0; slot < node.inputs().size(); slot++) {
            Parameter formal = schema.input(slot);
            String type = node.hasInput(slot) ? scope.typeOf(node.input(slot)) : null;
            if (formal != null && type != null) {
                checkInput(node, schema, slot, formal, type, bound, where);
            }
        }
        for (int slot = 0; slot < node.outputs().size(); slot++) {
            Parameter formal = schema.output(slot);
            if (formal != null && node.hasOutput(slot)) {
                checkOutput(node, schema, slot, formal, bound, where);
            }
        }
    }

    private void checkInput(
            Node node,
            OperatorSchema schema,
            int slot,
            Parameter formal,
            String type,
            Map<String, String> bound,
            String where) {
        String input = "input " + slot + " ('" + node.input(slot) + "') has type " + type;
        Set<String> allowed = schema.types().get(formal.type());
        if (allowed == null) {
            String only = TypeNames.normal(formal.type());
            if (!only.equals(type)) {
                report.warning(where, input + ", wanted " + only);
            }
            return;
        }
        if (!allowed.contains(type)) {
            report.warning(
                    where,
                    input + ", wanted one of " + String.join(", ", new TreeSet<>(allowed)) + " in operator set "
                            + schema.since());
        }
        if (formal.occurrence() != Occurrence.VARIADIC_MIXED) {
            String other = bound.putIfAbsent(formal.type(), type);
            if (other != null && !other.equals(type)) {
                report.warning(where, input + ", wanted " + other + " as the inputs before it have");
            }
        }
    }

    private void checkOutput(
            Node node, OperatorSchema schema, int slot, Parameter formal, Map<String, String> bound, String where) {
        String computed = typeOf(node, schema, formal, bound);
        if (computed == null) {
            return;
        }
        String output = node.output(slot);
        String declared = scope.typeOf(output);
        if (declared == null) {
            scope.type(output, computed);
        } else if (!declared.equals(computed)) {
            report.warning(
                    where,
                    "output '" + output + "' is declared as " + declared + ", but the operator gives " + computed);
        }
    }

    private static @Nullable String typeOf(
            Node node, OperatorSchema schema, Parameter formal, Map<String, String> bound) {
        Set<String> possible = schema.types().get(formal.type());
        if (possible == null) {
            return TypeNames.normal(formal.type());
        }
        if (possible.size() == 1) {
            return possible.iterator().next();
        }
        if (formal.occurrence() == Occurrence.VARIADIC_MIXED) {
            return null;
        }
        String fromInputs = bound.get(formal.type());
        return fromInputs != null ? fromInputs : fromAttributes(node);
    }

    /** The type that an attribute sets, for the operators where one does. */
    private static @Nullable String fromAttributes(Node node) {
        if (node.is("Cast") && node.attribute("to") instanceof Attribute.OfInt to) {
            try {
                return TypeNames.of(ElementType.ofCode((int) to.value()));
            } catch (InvalidModelException unknown) {
                return null;
            }
        }
        if (node.is("Constant") && node.attribute("value") instanceof Attribute.OfTensor value) {
            return TypeNames.of(value.value().elementType());
        }
        if (node.is("ConstantOfShape")) {
            return node.attribute("value") instanceof Attribute.OfTensor value
                    ? TypeNames.of(value.value().elementType())
                    : TypeNames.of(ElementType.FLOAT);
        }
        return null;
    }
}
