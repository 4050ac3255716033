package org.onnxnet.simplify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.FunctionTable;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;

/** Simplifies the bodies of local functions that are still called, each as the graph of a model of its own. */
final class FunctionBodies {
    /** Before this version of the file format a graph has, like a function, no constants but Constant nodes. */
    private static final long IR_VERSION = 3;

    /** Marks an operator that rules must not know. */
    private static final String MASK = "\0";

    private FunctionBodies() {}

    /** A model with simpler functions, the same object where none changed. */
    static Model simplify(Model model, Rounds rounds) {
        FunctionTable table = new FunctionTable(model.functions());
        List<Function> functions = new ArrayList<>();
        boolean changed = false;
        for (Function function : model.functions()) {
            Model body = asModel(function, model, table);
            Model simple = rounds.run(body, "function " + function.id() + ": ");
            if (simple.equals(body)) {
                functions.add(function);
            } else {
                changed = true;
                Graph unmasked = mapped(simple.graph(), FunctionBodies::unmasked);
                functions.add(function.withNodes(unmasked.nodes()));
            }
        }
        return changed ? model.withFunctions(functions) : model;
    }

    private static Model asModel(Function function, Model model, FunctionTable table) {
        return new Model(
                IR_VERSION,
                function.opsets(),
                model.producer(),
                model.domain(),
                model.version(),
                "",
                mapped(function.toGraph(), node -> masked(node, table)),
                List.of(),
                List.of(),
                List.of(),
                model.extras());
    }

    private static Graph mapped(Graph graph, UnaryOperator<Node> change) {
        return graph.with(parts -> parts.nodes(graph.nodes().stream()
                .map(node -> change.apply(
                        node.subgraphs().isEmpty() ? node : node.mapSubgraphs(body -> mapped(body, change))))
                .toList()));
    }

    /** What a node does is not known here if it is a call, or if a call decides one of its attributes. */
    private static Node masked(Node node, FunctionTable table) {
        boolean open =
                table.find(node) != null || node.attributes().stream().anyMatch(Attribute.Reference.class::isInstance);
        return open ? node.withOp(new OpId(MASK + node.op().domain(), node.op().type())) : node;
    }

    private static Node unmasked(Node node) {
        String domain = node.op().domain();
        return domain.startsWith(MASK)
                ? node.withOp(
                        new OpId(domain.substring(MASK.length()), node.op().type()))
                : node;
    }
}
