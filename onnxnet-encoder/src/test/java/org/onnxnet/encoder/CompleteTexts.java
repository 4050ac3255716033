package org.onnxnet.encoder;

import static org.onnxnet.encoder.Component.INPUTS;
import static org.onnxnet.encoder.Component.OUT_SHAPE;
import static org.onnxnet.encoder.Component.PARAMETERS;

import java.util.List;
import java.util.function.Consumer;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Value;

/** Texts of the complete dialect, and what tests of it build graphs from. */
final class CompleteTexts {
    private static final Encoder FULL = Encoder.with(INPUTS, PARAMETERS, OUT_SHAPE);

    private CompleteTexts() {}

    static String text(Model model) {
        return FULL.encode(OnnxGraph.of(model)).text();
    }

    static String text(Consumer<GraphBuilder> body) {
        return text(GraphBuilder.model(17, body));
    }

    /** Without types, which do not matter to some tests. */
    static String untyped(Consumer<GraphBuilder> body) {
        return Encoder.with(INPUTS, PARAMETERS)
                .encode(OnnxGraph.build(17, body))
                .text();
    }

    static Node node(String op, List<String> inputs, List<String> outputs, Attribute... attributes) {
        return new Node("", OpId.of(op), inputs, outputs, List.of(attributes));
    }

    static Value undeclared(String name) {
        return new Value(name, null);
    }
}
