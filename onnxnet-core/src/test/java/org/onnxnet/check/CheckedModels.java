package org.onnxnet.check;

import static org.onnxnet.graph.ElementType.BOOL;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Value;

/** Small models to break a rule with, and what the checker says about them. */
final class CheckedModels {
    private CheckedModels() {}

    static List<String> problems(Consumer<GraphBuilder> nodes) {
        return texts(model(nodes));
    }

    static List<String> texts(Model model) {
        return ModelChecker.check(model).stream().map(Problem::toString).toList();
    }

    /** From input {@code x} and {@code condition} to output {@code y}. */
    static Model model(Consumer<GraphBuilder> nodes) {
        return GraphBuilder.model(17, g -> {
            g.input(x());
            g.input("condition", BOOL);
            nodes.accept(g);
            g.output("y", FLOAT, 2);
        });
    }

    static Value x() {
        return Value.tensor("x", FLOAT, 2);
    }

    static Node node(String name, String type, List<String> inputs, String output, Attribute... attributes) {
        return new Node(name, OpId.of(type), inputs, List.of(output), List.of(attributes));
    }

    static Node branch(String name, Graph thenBranch, Graph elseBranch) {
        return node(
                name,
                "If",
                List.of("condition"),
                name + "_out",
                Attribute.of("then_branch", thenBranch),
                Attribute.of("else_branch", elseBranch));
    }

    static Graph body(String read, String written) {
        return GraphBuilder.graph("body", g -> {
            g.node(node("", "Relu", List.of(read), written));
            g.output(written, FLOAT, 2);
        });
    }
}
