package org.onnxnet.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.onnxnet.analysis.CanonicalGraph.Argument;
import org.onnxnet.analysis.CanonicalGraph.Block;
import org.onnxnet.analysis.CanonicalGraph.Given;
import org.onnxnet.analysis.CanonicalGraph.Operand;
import org.onnxnet.analysis.CanonicalGraph.Step;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;

/**
 * Writes a canonical graph as a model again, so that what is computed of it is the same for all files of one network:
 * weights become inputs, {@code Constant} nodes initializers, and types that the file declares of values are not there.
 */
final class CanonicalModel {
    private final CanonicalGraph canonical;

    private CanonicalModel(CanonicalGraph canonical) {
        this.canonical = canonical;
    }

    /**
     * The model of a canonical graph.
     *
     * @param file the model that the graph was made of, for its local functions
     */
    static Model of(Model file, CanonicalGraph canonical) {
        CanonicalModel writer = new CanonicalModel(canonical);
        Model model = file.withGraph(writer.graph(canonical.main(), writer.inputs(given -> true)));
        for (String domain : canonical.opsets().keySet()) {
            model = model.withOpset(domain, canonical.opsets().get(domain));
        }
        return model;
    }

    /** Which inputs of that model are data, as the canonical graph has it. */
    static Parameters parametersOf(CanonicalGraph canonical) {
        CanonicalModel writer = new CanonicalModel(canonical);
        return new Parameters(writer.inputs(Given::isData), writer.inputs(given -> !given.isData()));
    }

    /** Data in the order of the interface, then weights in order of first use. */
    private List<Value> inputs(Predicate<Given> kind) {
        List<Given> given = canonical.given();
        return IntStream.range(0, given.size())
                .boxed()
                .filter(index -> kind.test(given.get(index)))
                .sorted(Comparator.comparingInt(
                        index -> given.get(index).isData() ? given.get(index).dataNumber() : Integer.MAX_VALUE))
                .map(index -> new Value(givenName(index), given.get(index).type()))
                .toList();
    }

    private Graph graph(Block block, List<Value> inputs) {
        List<Tensor> constants = new ArrayList<>();
        List<Node> nodes = new ArrayList<>();
        for (Step step : block.nodes()) {
            List<String> read = new ArrayList<>();
            for (Operand operand : step.inputs()) {
                read.add(name(operand, "c" + nodes.size() + "_" + read.size(), constants));
            }
            List<String> written = step.outputs().stream()
                    .map(value -> value < 0 ? "" : valueName(value))
                    .toList();
            nodes.add(new Node(
                    "",
                    step.node().op(),
                    step.node().overload(),
                    read,
                    written,
                    attributes(step),
                    "",
                    List.of(),
                    Extras.NONE));
        }
        List<Value> outputs = new ArrayList<>();
        block.results()
                .forEach(result ->
                        outputs.add(new Value(name(result.operand(), "r" + outputs.size(), constants), null)));
        return Graph.of(parts ->
                parts.inputs(inputs).nodes(nodes).initializers(constants).outputs(outputs));
    }

    private List<Attribute> attributes(Step step) {
        return step.attributes().stream()
                .map(attribute -> {
                    List<Block> bodies = step.bodies().get(attribute.name());
                    return bodies == null ? attribute : ofBodies(attribute, bodies);
                })
                .toList();
    }

    private Attribute ofBodies(Attribute attribute, List<Block> bodies) {
        List<Graph> graphs = bodies.stream()
                .map(body -> graph(body, arguments(body.arguments())))
                .toList();
        return attribute instanceof Attribute.OfGraphs
                ? new Attribute.OfGraphs(attribute.name(), graphs, Extras.NONE)
                : Attribute.of(attribute.name(), graphs.get(0));
    }

    private static List<Value> arguments(List<Argument> arguments) {
        return arguments.stream()
                .map(argument -> new Value(valueName(argument.value()), argument.type()))
                .toList();
    }

    /** @param fresh what a constant is called, by its place in the block, so that names inside hide those outside */
    private static String name(Operand operand, String fresh, List<Tensor> constants) {
        if (operand instanceof Operand.OfValue value) {
            return valueName(value.index());
        }
        if (operand instanceof Operand.OfGiven given) {
            return givenName(given.index());
        }
        if (operand instanceof Operand.Constant constant) {
            constants.add(constant.tensor().withName(fresh));
            return fresh;
        }
        return "";
    }

    private static String valueName(int index) {
        return "v" + index;
    }

    private static String givenName(int index) {
        return "g" + index;
    }
}
