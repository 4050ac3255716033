package org.onnxnet.check;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.schema.OperatorSchema;
import org.onnxnet.schema.OperatorSchema.Arity;
import org.onnxnet.schema.OperatorSchema.Occurrence;
import org.onnxnet.schema.OperatorSchema.Parameter;
import org.onnxnet.schema.OperatorTable;

/** Checks single nodes against the operator or function they name. */
final class NodeCheck {
    /** The domains that the ONNX standard owns; others may hold any operator. */
    private static final Set<String> STANDARD_DOMAINS =
            Set.of("", "ai.onnx.ml", "ai.onnx.training", "ai.onnx.preview.training", "ai.onnx.preview");

    private final Context context;
    private final AttributeCheck attributes;
    private final TypeCheck types;

    NodeCheck(Context context, Scope scope) {
        this.context = context;
        this.attributes = new AttributeCheck(context);
        this.types = new TypeCheck(context.report(), scope);
    }

    void check(Node node, String where) {
        OpId op = node.op();
        if (op.type().isEmpty()) {
            context.report().warning(where, "names no operator");
            return;
        }
        if (node.inputs().isEmpty() && node.outputs().isEmpty()) {
            context.report().warning(where, "has neither inputs nor outputs");
        }
        attributes.checkNames(node, where);
        Function function = context.callee(node);
        if (!context.opsets().containsKey(op.domain())
                && !(op.isDefaultDomain() && context.opsets().isEmpty())) {
            context.report()
                    .warning(
                            where,
                            "is of domain '" + op.domain() + "', of which the model imports no operator set; add the"
                                    + " import");
        }
        if (function != null) {
            checkCall(node, function, where);
            return;
        }
        OperatorSchema schema = context.schema(node);
        if ((schema == null || !schema.isStandard()) && STANDARD_DOMAINS.contains(op.domain())) {
            context.report()
                    .warning(
                            where,
                            "names an operator that operator set " + context.opsetOf(op.domain()) + " of "
                                    + (op.isDefaultDomain() ? "ONNX" : op.domain())
                                    + " does not have; correct the name or the import");
            return;
        }
        if (schema == null) {
            return;
        }
        if (schema.deprecated()) {
            context.report()
                    .warning(
                            where,
                            "names an operator that is gone since operator set " + schema.since() + ", found "
                                    + context.opsetOf(op.domain()) + "; replace it or import an older one");
            return;
        }
        checkSameVersion(node, schema, where);
        checkArity(node, schema, where);
        attributes.checkAgainst(node, schema, where);
        types.check(node, schema, where);
    }

    private void checkCall(Node node, Function function, String where) {
        if (node.inputs().size() > function.inputs().size()) {
            count(
                    where,
                    "inputs",
                    node.inputs().size(),
                    "at most " + function.inputs().size(),
                    "the function");
        }
        if (node.outputs().size() > function.outputs().size()) {
            count(
                    where,
                    "outputs",
                    node.outputs().size(),
                    "at most " + function.outputs().size(),
                    "the function");
        }
    }

    /** Functions are inlined, so an operator must mean the same in one as in the model. */
    private void checkSameVersion(Node node, OperatorSchema schema, String where) {
        String domain = node.op().domain();
        Long outside = context.model().opsets().get(domain);
        if (context.function() != null
                && outside != null
                && !schema.equals(OperatorTable.standard().find(node.op(), outside))) {
            context.report()
                    .warning(
                            where,
                            "uses operator set " + context.opsetOf(domain)
                                    + ", in which the operator differs from that of" + " the model's operator set "
                                    + outside);
        }
    }

    private void checkArity(Node node, OperatorSchema schema, String where) {
        Arity wanted = schema.inputArity();
        if (!wanted.allows(node.inputs().size())) {
            count(where, "inputs", node.inputs().size(), wanted.toString(), version(schema));
        }
        wanted = schema.outputArity();
        if (!wanted.allows(node.outputs().size())) {
            count(where, "outputs", node.outputs().size(), wanted.toString(), version(schema));
        }
        for (int slot = 0; slot < node.inputs().size(); slot++) {
            checkPresent(schema.input(slot), node.hasInput(slot), "input", slot, where);
        }
        for (int slot = 0; slot < node.outputs().size(); slot++) {
            checkPresent(schema.output(slot), node.hasOutput(slot), "output", slot, where);
        }
    }

    private void checkPresent(@Nullable Parameter formal, boolean present, String role, int slot, String where) {
        if (!present && formal != null && formal.occurrence() == Occurrence.SINGLE) {
            context.report()
                    .warning(where, "leaves out " + role + " " + slot + " ('" + formal.name() + "'), which it needs");
        }
    }

    private void count(String where, String what, int found, String wanted, String byWhom) {
        context.report().warning(where, "has " + found + " " + what + ", wanted " + wanted + " by " + byWhom);
    }

    private static String version(OperatorSchema schema) {
        return schema.op() + " of operator set " + schema.since();
    }
}
