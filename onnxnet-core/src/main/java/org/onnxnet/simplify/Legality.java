package org.onnxnet.simplify;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.ValueType;
import org.onnxnet.schema.OperatorSchema;
import org.onnxnet.schema.OperatorTable;
import org.onnxnet.simplify.rewrite.GraphView;

/** Checks new nodes against the operator table at the model's versions. */
final class Legality {
    private final Workspace workspace;
    private final OperatorTable table = OperatorTable.standard();

    Legality(Workspace workspace) {
        this.workspace = workspace;
    }

    @Nullable
    OperatorSchema schema(Node node) {
        OperatorSchema schema = table.find(node.op(), workspace.opset(node.op().domain()));
        return schema == null || schema.deprecated() ? null : schema;
    }

    /** What is wrong with a new node; null if it is legal. Values of unknown type pass. */
    @Nullable
    String problem(Node node, GraphView types) {
        OperatorSchema schema = schema(node);
        if (schema == null) {
            return node + " is not defined at opset "
                    + workspace.opset(node.op().domain());
        }
        if (!schema.inputArity().allows(node.inputs().size())
                || !schema.outputArity().allows(node.outputs().size())) {
            return node + " has a wrong number of inputs or outputs at opset "
                    + workspace.opset(node.op().domain());
        }
        for (Attribute attribute : node.attributes()) {
            OperatorSchema.AttributeSchema formal = schema.attribute(attribute.name());
            if (formal == null || formal.kind() != attribute.kind()) {
                return node + " may not carry attribute '" + attribute.name() + "' at opset "
                        + workspace.opset(node.op().domain());
            }
        }
        for (OperatorSchema.AttributeSchema formal : schema.attributes()) {
            if (formal.required() && node.attribute(formal.name()) == null) {
                return node + " lacks attribute '" + formal.name() + "'";
            }
        }
        return inputProblem(node, schema, types);
    }

    private static @Nullable String inputProblem(Node node, OperatorSchema schema, GraphView types) {
        for (int slot = 0; slot < node.inputs().size(); slot++) {
            OperatorSchema.Parameter formal = schema.input(slot);
            if (formal == null) {
                return node + " has no input slot " + slot;
            }
            if (!node.hasInput(slot)) {
                if (formal.occurrence() == OperatorSchema.Occurrence.SINGLE) {
                    return node + " lacks input '" + formal.name() + "'";
                }
                continue;
            }
            Set<String> allowed = schema.types().get(formal.type());
            if (allowed != null
                    && types.type(node.input(slot)) instanceof ValueType.OfTensor tensor
                    && !allowed.contains(tensor.elementType().name().toLowerCase(Locale.ROOT))) {
                return node + " may not read " + tensor.elementType() + " at opset "
                        + node.op().domain();
            }
        }
        return null;
    }
}
