package org.onnxnet.check;

import java.util.HashSet;
import java.util.Set;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Node;
import org.onnxnet.schema.OperatorSchema;
import org.onnxnet.schema.OperatorSchema.AttributeSchema;

/** Checks the attributes of nodes. */
final class AttributeCheck {
    /** Marks attributes that tools add for themselves. */
    private static final String PRIVATE_PREFIX = "__";

    private final Context context;

    AttributeCheck(Context context) {
        this.context = context;
    }

    /** What holds for any operator: names, and references to the attributes of a function. */
    void checkNames(Node node, String where) {
        Set<String> seen = new HashSet<>();
        Function function = context.function();
        for (Attribute attribute : node.attributes()) {
            if (attribute.name().isEmpty()) {
                context.report().warning(where, "has an attribute without a name");
            } else if (!seen.add(attribute.name())) {
                context.report()
                        .warning(where, "has the attribute '" + attribute.name() + "' twice, the first one is used");
            }
            if (attribute instanceof Attribute.Reference reference && function == null) {
                context.report()
                        .warning(
                                where,
                                "attribute '" + reference.name() + "' refers to '" + reference.parameter()
                                        + "' of a function, but stands in none; give it a value");
            } else if (attribute instanceof Attribute.Undefined) {
                context.report().warning(where, "attribute '" + attribute.name() + "' has no kind and no value");
            }
        }
    }

    void checkAgainst(Node node, OperatorSchema schema, String where) {
        for (Attribute attribute : node.attributes()) {
            AttributeSchema formal = schema.attribute(attribute.name());
            if (formal == null) {
                if (!attribute.name().isEmpty() && !attribute.name().startsWith(PRIVATE_PREFIX)) {
                    context.report()
                            .warning(
                                    where,
                                    "has the attribute '" + attribute.name() + "', which " + schema.op()
                                            + " of operator set " + schema.since() + " does not have; remove it");
                }
            } else if (attribute.kind() != formal.kind() && attribute.kind() != AttributeKind.UNDEFINED) {
                context.report()
                        .warning(
                                where,
                                "has the attribute '" + attribute.name() + "' of kind " + attribute.kind() + ", wanted "
                                        + formal.kind());
            }
        }
        for (AttributeSchema formal : schema.attributes()) {
            if (formal.required() && node.attribute(formal.name()) == null) {
                context.report()
                        .warning(
                                where,
                                "lacks the attribute '" + formal.name() + "' (" + formal.kind() + "), which "
                                        + schema.op() + " needs");
            }
        }
    }
}
