package org.onnxnet.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/** Operators that run graphs: a branch, a loop, or a loop over the slices of tensors. */
final class ControlFlowRules {
    private ControlFlowRules() {}

    static void register(RuleSet rules) {
        rules.add("If", 1, ControlFlowRules::branch);
        rules.add("Loop", 1, LoopRule::infer);
        rules.add("Scan", 8, ScanRule::inferBatched);
        rules.add("Scan", 9, ScanRule::infer);
    }

    static Graph body(NodeContext node, String attribute) {
        Graph body = node.graph(attribute);
        if (body == null) {
            throw new CannotInferException("attribute " + attribute + " is missing, wanted a graph");
        }
        return body;
    }

    /** The outputs are those of one branch: of which one is known only if the condition is. */
    private static void branch(NodeContext node) {
        BodyTypes yes = node.inferBody(body(node, "then_branch"), List.of());
        BodyTypes no = node.inferBody(body(node, "else_branch"), List.of());
        Double condition = node.followsValues() ? node.number(0) : null;
        BodyTypes taken = condition == null ? null : condition != 0 ? yes : no;
        if (taken == null && yes.size() != no.size()) {
            throw new CannotInferException("the branches have " + yes.size() + " and " + no.size() + " outputs");
        }
        int count = Math.min(node.outputCount(), taken != null ? taken.size() : yes.size());
        for (int slot = 0; slot < count; slot++) {
            node.set(slot, taken != null ? taken.known(slot) : yes.known(slot).join(no.known(slot)));
        }
    }

    /** The type with every shape in it unknown. */
    static @Nullable ValueType withoutShapes(@Nullable ValueType type) {
        if (type instanceof ValueType.OfTensor tensor) {
            return ValueType.tensor(tensor.elementType(), (Shape) null);
        }
        if (type instanceof ValueType.OfSequence sequence) {
            return new ValueType.OfSequence(withoutShapes(sequence.element()));
        }
        if (type instanceof ValueType.OfOptional optional) {
            return new ValueType.OfOptional(withoutShapes(optional.element()));
        }
        return type;
    }
}
