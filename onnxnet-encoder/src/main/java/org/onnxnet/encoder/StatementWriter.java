package org.onnxnet.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onnxnet.analysis.CanonicalGraph;
import org.onnxnet.analysis.CanonicalGraph.Block;
import org.onnxnet.analysis.CanonicalGraph.Operand;
import org.onnxnet.analysis.CanonicalGraph.Result;
import org.onnxnet.analysis.CanonicalGraph.Step;
import org.onnxnet.encoder.UsualWeights.Layer;
import org.onnxnet.encoder.fold.DefinitionNames;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.ValueType;

/** Writes the nodes of the main graph as statements of the {@link Dialect#FOLDED} dialect, one after the other. */
final class StatementWriter {
    private static final Pattern DIGITS = Pattern.compile("-?[0-9]+");

    private final CanonicalGraph graph;
    private final CompleteNames names;
    private final CompleteWriter shared;
    private final boolean inputs;
    private final boolean parameters;
    private final RunningTypes types;
    private final Set<FunctionName> functions;

    /** For each value, how many were written before it. */
    private final int[] places;

    private final List<Integer> unread = new ArrayList<>();

    /** For each value, how many outputs of the network it is. */
    private final int[] resultReads;

    private int written;
    private boolean allInferred = true;

    /** @param shared writes what both dialects write alike */
    StatementWriter(CanonicalGraph graph, CompleteNames names, CompleteWriter shared, Set<Component> components) {
        this.graph = graph;
        this.names = names;
        this.shared = shared;
        this.inputs = components.contains(Component.INPUTS);
        this.parameters = components.contains(Component.PARAMETERS);
        this.types = new RunningTypes(graph.opsets());
        this.functions = graph.functions().stream()
                .map(function -> new FunctionName(function.id(), function.overload()))
                .collect(Collectors.toSet());
        this.places = new int[graph.values().size()];
        this.resultReads = new int[places.length];
        for (Result result : graph.main().results()) {
            if (result.operand() instanceof Operand.OfValue value) {
                resultReads[value.index()]++;
            }
        }
        graph.given().forEach(given -> types.define(given.name(), given.type()));
    }

    String write(Step step) {
        Node node = step.node();
        boolean isCall = functions.contains(new FunctionName(node.op(), node.overload()));
        constants(step);
        Layer layer = isCall ? null : layer(step);
        List<String> parts = new ArrayList<>();
        if (inputs) {
            inputs(step, layer, parts);
        }
        if (parameters) {
            attributes(step, isCall, layer, parts);
        }
        if (inputs) {
            outputs(step, parts);
        }
        String operator = DefinitionNames.PATTERN.matcher(node.op().type()).matches()
                        && node.op().isDefaultDomain()
                ? Literals.quoted(node.op().type())
                : Literals.of(node.op(), node.overload());
        define(step, isCall);
        return parts.isEmpty() ? operator : operator + "(" + String.join(",", parts) + ")";
    }

    private void constants(Step step) {
        for (Operand operand : step.inputs()) {
            if (operand instanceof Operand.Constant constant) {
                types.define(constant.tensor().name(), constant.tensor());
            }
        }
    }

    private @Nullable Layer layer(Step step) {
        return step.inputs().isEmpty()
                ? null
                : Layer.of(
                        step.node().op(), step.attributes(), type(step.inputs().get(0)));
    }

    /** What is known of the type of an operand. */
    @Nullable
    ValueType type(Operand operand) {
        return operand instanceof Operand.Constant constant
                ? constant.tensor().type()
                : operand == Operand.ABSENT ? null : types.type(name(operand));
    }

    private String name(Operand operand) {
        if (operand instanceof Operand.Constant constant) {
            return constant.tensor().name();
        }
        if (operand instanceof Operand.OfGiven given) {
            return graph.given().get(given.index()).name();
        }
        return operand instanceof Operand.OfValue value
                ? graph.values().get(value.index()).name()
                : "";
    }

    private void inputs(Step step, @Nullable Layer layer, List<String> parts) {
        UsualWeights usual = layer == null ? null : usual(step, layer);
        List<Operand> shown = usual == null ? step.inputs() : step.inputs().subList(0, 1);
        List<String> operands = new ArrayList<>();
        shown.forEach(operand -> operands.add(operand(operand)));
        boolean needsMark = operands.isEmpty()
                || (usual == null
                        && operands.size() == 1
                        && UsualWeights.isLayer(step.node().op()));
        if (needsMark) {
            operands.add("_");
        }
        if (!operands.equals(List.of("1"))) {
            parts.addAll(operands);
        }
        if (usual != null && layer != null) {
            if (usual.out() != layer.in()) {
                parts.add("out=" + usual.out());
            }
            if (UsualWeights.hasOptionalBias(layer.op()) && step.inputs().size() == 2) {
                parts.add("bias=0");
            }
        }
    }

    /** What follows of the inputs after the first; null where they are something else. */
    private @Nullable UsualWeights usual(Step step, Layer layer) {
        List<ValueType> actual = new ArrayList<>();
        for (Operand operand : step.inputs().subList(1, step.inputs().size())) {
            ValueType type = type(operand);
            if (!(operand instanceof Operand.OfGiven given) || !names.isNameless(given.index()) || type == null) {
                return null;
            }
            actual.add(type);
        }
        if (actual.isEmpty()) {
            return null;
        }
        long out = UsualWeights.chooses(layer.op()) ? UsualWeights.outOf(layer, actual.get(0)) : layer.in();
        UsualWeights usual = UsualWeights.of(layer, out, actual.size() > 1);
        return usual != null && usual.types().equals(actual) ? usual : null;
    }

    private boolean isNeverRead(int value) {
        return graph.values().get(value).reads() == resultReads[value];
    }

    /** Whether outputs are exactly the values that no node reads, in the order in which they were written. */
    boolean areUnread(List<Result> results) {
        List<Operand> values = new ArrayList<>();
        unread.forEach(value -> values.add(new Operand.OfValue(value)));
        return !values.isEmpty()
                && results.stream().map(Result::operand).toList().equals(values);
    }

    /** A value as the number of values from it on, anything else as in the complete dialect. */
    String operand(Operand operand) {
        if (operand instanceof Operand.OfValue value) {
            return Integer.toString(written - places[value.index()]);
        }
        if (operand instanceof Operand.OfGiven given) {
            String type = names.given(given.index());
            return DIGITS.matcher(type).matches() ? type + "x" : type;
        }
        return operand instanceof Operand.Constant constant ? TensorLiteral.of(constant.tensor()) : "_";
    }

    private void attributes(Step step, boolean isCall, @Nullable Layer layer, List<String> parts) {
        OpId op = step.node().op();
        boolean isSpatial = !isCall && SpatialShorthand.isOf(op);
        boolean isUsual = isSpatial && step.meaning() != 0 && SpatialShorthand.isUsual(op, step.attributes());
        List<Attribute> shown = UsualAttributes.shown(step);
        if (isSpatial && !isUsual) {
            parts.add("k=_");
        }
        for (Attribute attribute : isUsual ? SpatialShorthand.shown(op, shown) : shown) {
            List<Block> bodies = step.bodies().getOrDefault(attribute.name(), List.of());
            String shortName = isUsual ? SpatialShorthand.shortName(op, attribute.name()) : null;
            boolean isDepthwise = shortName != null
                    && attribute.name().equals("group")
                    && layer != null
                    && layer.integer("group", 1) == layer.in();
            String value = isDepthwise
                    ? "_"
                    : bodies.isEmpty() ? AttributeLiteral.value(op, attribute) : shared.bodiesText(attribute, bodies);
            parts.add((shortName == null ? StatementParser.attributeName(op, attribute.name()) : shortName) + "="
                    + value);
        }
    }

    private void outputs(Step step, List<String> parts) {
        List<Integer> outputs = step.outputs();
        if (outputs.contains(-1)) {
            parts.add(
                    outputs.stream().map(value -> value < 0 ? "0" : "1").collect(Collectors.joining("", "mask=", "")));
        } else if (outputs.size() != 1) {
            parts.add("outs=" + outputs.size());
        }
    }

    /** Numbers what a node writes and finds its types. */
    private void define(Step step, boolean isCall) {
        for (int value : step.outputs()) {
            if (value >= 0) {
                names.define(value);
                places[value] = written++;
                if (isNeverRead(value)) {
                    unread.add(value);
                }
            }
        }
        if (!isCall && step.bodies().isEmpty()) {
            List<String> read = step.inputs().stream().map(this::name).toList();
            List<String> made = step.outputs().stream()
                    .map(value -> value < 0 ? "" : graph.values().get(value).name())
                    .toList();
            types.infer(new Node("", step.node().op(), read, made, step.attributes()));
        } else {
            allInferred = false;
        }
    }

    /** Whether the types of all nodes were found. Else those behind the others may be found less exactly than they could be. */
    boolean allInferred() {
        return allInferred;
    }
}
