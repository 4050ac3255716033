package org.onnxnet;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Value;

/** Describes a model in lines of at most {@value #WIDTH} characters, few enough for the window of a shell. */
final class GraphText {
    private static final int WIDTH = 100;
    private static final int MAX_NODES = 12;
    private static final int MAX_VALUES = 4;

    private GraphText() {}

    static String of(Model model) {
        Graph graph = model.graph();
        List<String> lines = new ArrayList<>();
        lines.add("OnnxGraph '" + graph.name() + "': " + graph.nodes().size() + " nodes, "
                + graph.initializers().size() + " initializers, opset " + model.opset());
        values(lines, "in ", graph.inputs());
        values(lines, "out", graph.outputs());
        for (Node node :
                graph.nodes().subList(0, Math.min(MAX_NODES, graph.nodes().size()))) {
            lines.add("  " + node.op() + "(" + String.join(", ", node.inputs()) + ") -> "
                    + String.join(", ", node.outputs()));
        }
        more(lines, graph.nodes().size() - MAX_NODES, "nodes");
        return String.join("\n", lines.stream().map(GraphText::cut).toList());
    }

    private static void values(List<String> lines, String title, List<Value> values) {
        for (Value value : values.subList(0, Math.min(MAX_VALUES, values.size()))) {
            lines.add("  " + title + " " + value);
        }
        more(lines, values.size() - MAX_VALUES, title.strip().equals("in") ? "inputs" : "outputs");
    }

    private static void more(List<String> lines, int count, String what) {
        if (count > 0) {
            lines.add("  ... " + count + " more " + what);
        }
    }

    private static String cut(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 3) + "...";
    }
}
