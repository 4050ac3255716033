package org.onnxnet.encoder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.onnxnet.analysis.CanonicalGraph;
import org.onnxnet.analysis.CanonicalGraph.Defined;
import org.onnxnet.analysis.CanonicalGraph.Operand;
import org.onnxnet.analysis.CanonicalGraph.Result;
import org.onnxnet.analysis.CanonicalGraph.Step;
import org.onnxnet.encoder.fold.Folded;
import org.onnxnet.encoder.fold.RepeatFolder;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.ValueType;

/** Writes one network in the {@link Dialect#FOLDED} dialect; the grammar is in {@code docs/encoding.md}. For single use. */
final class FoldedWriter {
    private final Model model;
    private final CanonicalGraph graph;
    private final boolean inputs;
    private final boolean typesShow;
    private final CompleteWriter shared;
    private final StatementWriter statements;
    private final SpannedText text;
    private final Map<String, Integer> constantNodes = new HashMap<>();
    private @Nullable WrittenTypes whole;

    FoldedWriter(Model model, CanonicalGraph graph, Set<Component> components, SpannedText text) {
        List<Node> nodes = model.graph().nodes();
        this.model = model;
        this.graph = graph;
        this.inputs = components.contains(Component.INPUTS);
        this.typesShow = components.contains(Component.OUT_SHAPE);
        CompleteNames names = CompleteNames.withoutOutputs(graph, typesShow, this::typeInBody);
        this.shared = new CompleteWriter(graph, nodes, components, names);
        this.statements = new StatementWriter(graph, names, shared, components);
        this.text = text;
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).is("Constant")) {
                constantNodes.put(nodes.get(i).output(0), i);
            }
        }
    }

    void write() {
        String head = shared.headText();
        if (!head.isEmpty()) {
            text.startLine();
            text.append(head);
        }
        List<Step> steps = graph.main().nodes();
        Folded folded = RepeatFolder.fold(steps.stream().map(statements::write).toList());
        for (Folded.Definition definition : folded.definitions()) {
            text.startLine();
            text.append(definition.name()).append(" = ").append(definition.body());
        }
        int step = 0;
        for (Folded.Part part : folded.main()) {
            if (step == 0) {
                text.startLine();
            } else {
                text.append(" ");
            }
            List<Step> covered = steps.subList(step, step + part.count());
            List<Integer> nodes = nodesOf(covered);
            nodes.forEach(text::start);
            text.append(part.text());
            nodes.forEach(text::end);
            step += part.count();
        }
        outputs();
    }

    /** The nodes that steps stand for, with the {@code Constant} nodes that they are the first to read. */
    private List<Integer> nodesOf(List<Step> steps) {
        List<Integer> nodes = new ArrayList<>();
        for (Step step : steps) {
            nodes.add(step.index());
            for (String input : step.node().inputs()) {
                Integer constant = constantNodes.remove(input);
                if (constant != null) {
                    nodes.add(constant);
                }
            }
        }
        return nodes;
    }

    /** Which values are outputs, unless they are those that nothing reads and are of the inferred types. */
    private void outputs() {
        List<Result> results = graph.main().results();
        StringJoiner list = new StringJoiner(", ");
        boolean areUnread = statements.areUnread(results);
        boolean areUsual = areUnread;
        for (Result result : results) {
            String difference = typesShow ? difference(result) : "";
            areUsual &= difference.isEmpty();
            // An input may be followed by a colon and its own type.
            boolean needsSpace = result.operand() instanceof Operand.OfGiven && !difference.isEmpty();
            list.add((areUnread ? "" : statements.operand(result.operand())) + (needsSpace ? " " : "") + difference);
        }
        if (inputs && !areUsual) {
            if (graph.main().nodes().isEmpty()) {
                text.startLine();
            } else {
                text.append(" ");
            }
            text.append("-->").append(results.isEmpty() ? "" : " ").append(list.toString());
        }
    }

    /** The declared type of an output where it is not the inferred one. */
    private String difference(Result result) {
        ValueType inferred = statements.type(result.operand());
        if (result.operand() instanceof Operand.OfValue value && (inferred == null || !statements.allInferred())) {
            Defined defined = graph.values().get(value.index());
            inferred = defined.scope() == null ? null : whole().type(defined.scope(), defined.name());
        }
        return Objects.equals(result.type(), inferred) ? "" : ":" + Literals.of(result.type());
    }

    /** Types in the main graph follow; bodies may declare what does not. */
    private @Nullable ValueType typeInBody(Graph scope, String value) {
        @SuppressWarnings("ReferenceEquality") // Graphs are found by identity.
        boolean isMain = scope == model.graph();
        return isMain ? null : whole().type(scope, value);
    }

    /** The types of the whole network, which are inferred only where those of its nodes one by one do not tell. */
    private WrittenTypes whole() {
        WrittenTypes types = whole;
        if (types == null) {
            types = WrittenTypes.ofUndeclared(model, graph);
            whole = types;
        }
        return types;
    }
}
