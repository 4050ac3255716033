package org.onnxnet.simplify.rule;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Value;

/** Models with local functions of the domain {@code local}. */
public final class LocalFunctions {
    private LocalFunctions() {}

    public static OpId id(String name) {
        return new OpId("local", name);
    }

    /** A function of operator set 17. */
    public static Function function(String name, Consumer<GraphBuilder> body, Attribute... defaults) {
        return function(name, "", Map.of("", 17L, "local", 1L), body, defaults);
    }

    public static Function function(
            String name,
            String overload,
            Map<String, Long> opsets,
            Consumer<GraphBuilder> body,
            Attribute... defaults) {
        Graph graph = GraphBuilder.graph(name, body);
        return new Function(
                id(name),
                overload,
                graph.inputs().stream().map(Value::name).toList(),
                graph.outputs().stream().map(Value::name).toList(),
                List.of(),
                List.of(defaults),
                graph.nodes(),
                opsets,
                List.of(),
                "",
                List.of(),
                Extras.NONE);
    }

    public static String input(GraphBuilder function, String name) {
        return function.input(new Value(name, null));
    }

    public static void output(GraphBuilder function, String value) {
        function.output(new Value(value, null));
    }

    public static Attribute reference(String name, String parameter, AttributeKind kind) {
        return new Attribute.Reference(name, parameter, kind, Extras.NONE);
    }

    /** A model of operator set 17 with functions. */
    public static Model model(List<Function> functions, Consumer<GraphBuilder> body) {
        return GraphBuilder.model(17, body).withFunctions(functions).withOpset("local", 1);
    }
}
