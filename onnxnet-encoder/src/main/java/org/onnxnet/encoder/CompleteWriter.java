package org.onnxnet.encoder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.onnxnet.analysis.CanonicalGraph;
import org.onnxnet.analysis.CanonicalGraph.Block;
import org.onnxnet.analysis.CanonicalGraph.Definition;
import org.onnxnet.analysis.CanonicalGraph.Operand;
import org.onnxnet.analysis.CanonicalGraph.Result;
import org.onnxnet.analysis.CanonicalGraph.Step;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;

/**
 * Writes one network in the {@link Dialect#COMPLETE} dialect; the grammar is in {@code docs/encoding.md}. For single use.
 *
 * <p>A node that reads exactly one value that the network computes, writes one and holds no graphs can be part of a
 * chain. Any other stands alone on its line.
 */
final class CompleteWriter {
    private final CanonicalGraph graph;
    private final boolean inputs;
    private final boolean parameters;
    private final SpannedText text;

    private final CompleteNames names;
    private final Map<String, Integer> constantNodes = new HashMap<>();

    CompleteWriter(Model model, CanonicalGraph graph, Set<Component> components, SpannedText text) {
        this(
                graph,
                model.graph().nodes(),
                components,
                text,
                CompleteNames.withOutputs(model, graph, components.contains(Component.OUT_SHAPE)));
    }

    /** A writer of the parts that another dialect shares. */
    CompleteWriter(CanonicalGraph graph, List<Node> nodes, Set<Component> components, CompleteNames names) {
        this(graph, nodes, components, new SpannedText(nodes.size()), names);
    }

    private CompleteWriter(
            CanonicalGraph graph, List<Node> nodes, Set<Component> components, SpannedText text, CompleteNames names) {
        this.graph = graph;
        this.inputs = components.contains(Component.INPUTS);
        this.parameters = components.contains(Component.PARAMETERS);
        this.names = names;
        this.text = text;
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).is("Constant")) {
                constantNodes.put(nodes.get(i).output(0), i);
            }
        }
    }

    void write() {
        head();
        steps(graph.main().nodes(), true);
        for (int i = 0; i < graph.main().results().size(); i++) {
            result(i);
        }
    }

    /** The lines before the main graph; empty if there are none. */
    String headText() {
        head();
        return text.cut(0);
    }

    /** Graphs that an attribute holds. */
    String bodiesText(Attribute attribute, List<Block> bodies) {
        int start = text.length();
        bodies(attribute, bodies);
        return text.cut(start);
    }

    private void head() {
        String header = header(graph.opsets());
        if (!header.isEmpty()) {
            text.startLine();
            text.append(header);
        }
        for (Definition function : graph.functions()) {
            text.startLine();
            definition(function);
        }
    }

    /** Operator set versions that are not the usual ones; empty where all are. */
    private static String header(Map<String, Long> opsets) {
        List<String> unusual = new ArrayList<>();
        opsets.forEach((domain, version) -> {
            if (domain.isEmpty() && version != CanonicalGraph.USUAL_OPSET) {
                unusual.add("" + version);
            } else if (!domain.isEmpty() && version != 1) {
                unusual.add(Literals.name(domain) + " " + version);
            }
        });
        return unusual.isEmpty() ? "" : "opset " + String.join(", ", unusual);
    }

    private void definition(Definition function) {
        text.append("function " + Literals.of(function.id(), function.overload()) + " ");
        List<String> formals = new ArrayList<>();
        function.parameters().forEach(name -> formals.add(Literals.name(name)));
        function.defaults().forEach(fallback -> formals.add(AttributeLiteral.of(function.id(), fallback)));
        if (!formals.isEmpty()) {
            text.append("(" + String.join(",", formals) + ") ");
        }
        String header = header(function.opsets());
        text.append(header.isEmpty() ? "" : header + " ");
        body(function.body());
    }

    /** {@code {arguments | line; line; return results}}. */
    private void body(Block block) {
        text.append("{");
        if (inputs && !block.arguments().isEmpty()) {
            text.append(block.arguments().stream().map(names::define).collect(Collectors.joining(", ")) + " | ");
        }
        steps(block.nodes(), false);
        if (inputs) {
            text.append(block.nodes().isEmpty() ? "return" : "; return");
            String separator = " ";
            for (Result result : block.results()) {
                text.append(separator);
                operand(result.operand());
                separator = ", ";
            }
        }
        text.append("}");
    }

    private void steps(List<Step> steps, boolean isMain) {
        int first = 0;
        while (first < steps.size()) {
            if (isMain) {
                text.startLine();
            } else {
                text.append(first == 0 ? "" : "; ");
            }
            int end = endOfChain(steps, first);
            for (int i = first; i < end; i++) {
                Step step = steps.get(i);
                text.append(i == first ? "" : " --> ");
                if (isMain) {
                    text.start(step.index());
                }
                operator(step, i > first);
                if (i == end - 1) {
                    outputs(step);
                }
                if (isMain) {
                    text.end(step.index());
                }
            }
            first = end;
        }
    }

    private int endOfChain(List<Step> steps, int first) {
        int end = first + 1;
        int computed = onlyComputedInput(steps.get(first));
        while (computed >= 0 && end < steps.size()) {
            int output = steps.get(end - 1).outputs().get(0);
            computed = onlyComputedInput(steps.get(end));
            if (computed != output || graph.values().get(output).reads() != 1) {
                break;
            }
            end++;
        }
        return end;
    }

    /** The value that a node reads if it can be part of a chain, else -1. */
    private static int onlyComputedInput(Step step) {
        if (step.outputs().size() != 1 || !step.bodies().isEmpty()) {
            return -1;
        }
        int found = -1;
        for (Operand operand : step.inputs()) {
            if (operand instanceof Operand.OfValue value) {
                if (found >= 0) {
                    return -1;
                }
                found = value.index();
            }
        }
        return found;
    }

    private void operator(Step step, boolean follows) {
        text.append(Literals.of(step.node().op(), step.node().overload()));
        if (inputs) {
            text.append("(");
            String separator = "";
            for (Operand operand : step.inputs()) {
                text.append(separator);
                if (follows && operand instanceof Operand.OfValue) {
                    text.append("prev");
                } else {
                    operand(operand);
                }
                separator = ", ";
            }
            text.append(")");
        }
        if (parameters) {
            attributes(step);
        }
    }

    private void attributes(Step step) {
        String separator = " (";
        for (Attribute attribute : UsualAttributes.shown(step)) {
            text.append(separator);
            List<Block> bodies = step.bodies().getOrDefault(attribute.name(), List.of());
            if (bodies.isEmpty()) {
                text.append(AttributeLiteral.of(step.node().op(), attribute));
            } else {
                text.append(Literals.name(attribute.name()) + "=");
                bodies(attribute, bodies);
            }
            separator = ",";
        }
        text.append(separator.equals(",") ? ")" : "");
    }

    private void bodies(Attribute attribute, List<Block> bodies) {
        boolean isList = attribute instanceof Attribute.OfGraphs;
        text.append(isList ? "[" : "");
        String separator = "";
        for (Block block : bodies) {
            text.append(separator);
            body(block);
            separator = ",";
        }
        text.append(isList ? "]" : "");
    }

    private void operand(Operand operand) {
        if (operand instanceof Operand.Constant constant) {
            constant(constant.tensor());
        } else if (operand instanceof Operand.OfGiven given) {
            given(given.index());
        } else if (operand instanceof Operand.OfValue value) {
            text.append(names.value(value.index()));
        } else {
            text.append("_");
        }
    }

    private void constant(Tensor tensor) {
        startConstant(tensor.name());
        text.append(TensorLiteral.of(tensor));
        endConstant(tensor.name());
    }

    private void given(int index) {
        String name = graph.given().get(index).name();
        startConstant(name);
        text.append(names.given(index));
        endConstant(name);
    }

    // A Constant node stands where it is first read.
    private void startConstant(String name) {
        Integer node = constantNodes.get(name);
        if (node != null) {
            text.start(node);
        }
    }

    private void endConstant(String name) {
        Integer node = constantNodes.remove(name);
        if (node != null) {
            text.end(node);
        }
    }

    private void outputs(Step step) {
        String separator = " --> ";
        for (int value : step.outputs()) {
            text.append(separator + (value < 0 ? "_" : names.define(value)));
            separator = ", ";
        }
    }

    /** An output that no node writes, or that is another one too, has a line of its own: {@code In1:4 --> Out}. */
    private void result(int output) {
        if (names.isWritten(output)) {
            return;
        }
        text.startLine();
        if (inputs) {
            operand(graph.main().results().get(output).operand());
            text.append(" ");
        }
        text.append("--> " + names.output(output) + names.outputType(output));
    }
}
