package org.onnxnet.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Value;
import org.onnxnet.shape.InferredTypes;
import org.onnxnet.shape.ShapeInference;

/**
 * The figures of one network as it is given; simplify first for those of the simplified one. Immutable.
 *
 * <p>{@code nodes} and {@code operators} describe the file. The other figures leave out what does not matter to the result:
 * what cannot reach an output, what does not depend on the data, and what is multiplied by a constant zero. The first
 * dimension of an input counts as 1 where the file leaves it open, so that costs are those of one example; where it is a
 * number they are those of the whole batch.
 *
 * @param parameters trained numbers. Weights may be initializers, constants or inputs ({@link Parameters}). Kernels,
 *     matrices and tables count once, biases and scales once per node that uses them (exporters merge equal ones). A
 *     standing {@code BatchNormalization} of C channels counts 2C (its measured mean and variance do not count), one that is
 *     folded into a convolution C: the bias it leaves. Scalars, shapes, limits and quantisation scales do not count
 * @param macs multiply-accumulate operations of convolutions, matrix products, {@code Einsum}, attention and recurrent
 *     layers; see the <a href="https://github.com/D-X-Y/AutoDL-Projects">AutoDL</a> convention: {@code k*k*Cin/g*Cout*H*W}
 *     for a convolution, {@code in*out + out} for a linear layer with bias, nothing for the rest
 * @param activations elements of the values that nodes compute from the data; views such as {@code Reshape} add none
 * @param depth nodes on the longest path from a data input to an output, not counting views
 * @param width the most of these nodes whose longest paths from a data input are equally long: how many branches lie side by
 *     side at the widest place
 * @param nodes all nodes of the file, those in nested graphs included
 * @param operators how often each operator occurs among them, by name ({@code domain:Type} outside the default domain)
 * @param inputs what a user feeds, with types
 * @param outputs what a run gives, with inferred types where the file declares none
 * @param unknowns one line for everything that could not be counted; empty if all counts are complete
 */
public record NetworkStatistics(
        Count parameters,
        Count macs,
        Count activations,
        int depth,
        int width,
        int nodes,
        SortedMap<String, Integer> operators,
        List<Value> inputs,
        List<Value> outputs,
        List<String> unknowns) {

    public NetworkStatistics {
        operators = Collections.unmodifiableSortedMap(new TreeMap<>(operators));
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        unknowns = List.copyOf(unknowns);
    }

    /** The figures of a model, whose open dimensions other than batches stay unknown. */
    public static NetworkStatistics of(Model model) {
        return of(model, Map.of());
    }

    /**
     * The figures of a model for given sizes.
     *
     * @param dims sizes of named dimensions of the inputs, such as {@code sequence} to 128
     */
    public static NetworkStatistics of(Model model, Map<String, Long> dims) {
        Model bound = DimBinding.bind(model, dims);
        return of(
                model,
                bound,
                Parameters.of(bound.graph()),
                Parameters.of(model.graph()).dataInputs());
    }

    /**
     * The figures of what a canonical graph says: the same for all files of one network, and for the one that its text is
     * decoded to. They do not tell weights that are zero from others, do not count {@code Constant} nodes, and take no type
     * of a value from the file but those of its inputs.
     *
     * @param model the model that the canonical graph was made of
     */
    public static NetworkStatistics of(Model model, CanonicalGraph canonical) {
        Model written = CanonicalModel.of(model, canonical);
        Parameters parameters = CanonicalModel.parametersOf(canonical);
        return of(written, DimBinding.bind(written, Map.of()), parameters, parameters.dataInputs());
    }

    /** @param bound the model with numbers in the place of named dimensions */
    private static NetworkStatistics of(Model model, Model bound, Parameters parameters, List<Value> inputs) {
        InferredTypes types = ShapeInference.standard().infer(bound);
        Flow flow = Flow.of(bound, parameters, types);
        List<String> unknowns = new ArrayList<>();
        Count parameterCount = ParameterCounter.count(flow, parameters);
        Count macs = new MacCounter(unknowns).count(flow);
        Count activations = activations(flow);
        Depth depth = Depth.of(flow);
        if (!parameterCount.complete()) {
            unknowns.add("parameters: the shape of a weight is unknown");
        }
        if (!activations.complete()) {
            unknowns.add("activations: the shape of a value is unknown");
        }
        SortedMap<String, Integer> operators = operators(model.graph());
        return new NetworkStatistics(
                parameterCount,
                macs,
                activations,
                depth.depth(),
                depth.width(),
                operators.values().stream().mapToInt(Integer::intValue).sum(),
                operators,
                inputs,
                outputs(model.graph(), types),
                unknowns);
    }

    private static SortedMap<String, Integer> operators(Graph graph) {
        SortedMap<String, Integer> histogram = new TreeMap<>();
        List<Graph> graphs = new ArrayList<>(graph.nestedGraphs());
        graphs.add(graph);
        for (Graph part : graphs) {
            for (Node node : part.nodes()) {
                histogram.merge(node.op().toString(), 1, Integer::sum);
            }
        }
        return histogram;
    }

    private static Count activations(Flow main) {
        Count sum = Count.ZERO;
        for (Flow flow : main.all()) {
            for (Node node : flow.nodes()) {
                if (!OperatorKinds.isView(node)) {
                    for (String output : node.outputs()) {
                        sum = output.isEmpty()
                                ? sum
                                : sum.plus(elements(flow.types().shape(output)));
                    }
                }
            }
        }
        return sum;
    }

    private static Count elements(@Nullable Shape shape) {
        return shape == null || !shape.isStatic() ? Count.UNKNOWN : Count.ofElements(shape);
    }

    private static List<Value> outputs(Graph graph, InferredTypes types) {
        return graph.outputs().stream()
                .map(output -> output.shape() == null ? output.withType(types.type(output.name())) : output)
                .toList();
    }

    /** Two lines: the figures, and the operators with the most frequent first. */
    @Override
    public String toString() {
        return nodes + " nodes, depth " + depth + ", " + parameters + " parameters, " + macs + " MACs, " + activations
                + " activations\n"
                + operators.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }
}
