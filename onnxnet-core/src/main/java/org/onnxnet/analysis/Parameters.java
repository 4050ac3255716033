package org.onnxnet.analysis;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

/**
 * Which inputs of a graph are parameters. Files without weights, such as those of ONNX-Bench, declare first the data (an
 * image) and then every parameter as an input. Names are not looked at; what an input feeds decides. Its uses are followed
 * through operators that only relabel elements ({@code Identity}, {@code Transpose}, {@code Reshape}, {@code Slice}, ...)
 * and into nested graphs:
 *
 * <ol>
 *   <li>An input with an initializer of its name is a constant, not asked about here.
 *   <li>An input that only feeds weight slots (kernel, bias, scale, mean and variance of convolutions, normalisations,
 *       recurrent layers, ...) is a parameter.
 *   <li>Of the others, the first is data, always.
 *   <li>An input of which some use is none that a parameter can have, or that is an output, is data.
 *   <li>An input that only feeds operators which treat data and weights alike ({@code Add}, {@code Mul}, {@code MatMul},
 *       {@code Concat}, {@code Gather}, ...) is a parameter if it is a float tensor of static shape and rank 1 or more in a
 *       file that declares parameters as inputs: there is one by rule 2, or one of rank 2 that is the matrix of a
 *       {@code Gemm} or {@code MatMul}.
 * </ol>
 *
 * <p>In a file that keeps its weights as initializers no input is a parameter. The rule errs where a network without
 * weights takes several data inputs and joins them only by such operators. Immutable.
 */
public final class Parameters {
    private final List<Value> data;
    private final List<Value> parameters;
    private final Set<String> names;

    /** What is known to be data and parameters. */
    Parameters(List<Value> data, List<Value> parameters) {
        this.data = List.copyOf(data);
        this.parameters = List.copyOf(parameters);
        Set<String> found = new HashSet<>();
        parameters.forEach(value -> found.add(value.name()));
        this.names = Set.copyOf(found);
    }

    public static Parameters of(Graph graph) {
        Map<Value, Uses> open = new LinkedHashMap<>();
        Set<Value> parameters = new LinkedHashSet<>();
        boolean declaresParameters = false;
        for (Value input : graph.inputs()) {
            if (graph.initializer(input.name()) != null) {
                continue;
            }
            Uses uses = Uses.of(graph, input.name());
            if (uses.areOfWeights()) {
                parameters.add(input);
                declaresParameters = true;
            } else {
                declaresParameters |= !open.isEmpty() && uses.isMatrix() && rank(input) == 2;
                open.put(input, uses);
            }
        }
        if (declaresParameters) {
            open.entrySet().stream()
                    .skip(1)
                    .filter(e -> e.getValue().allowWeights() && isStaticFloats(e.getKey()))
                    .forEach(e -> parameters.add(e.getKey()));
        }
        List<Value> data =
                open.keySet().stream().filter(v -> !parameters.contains(v)).toList();
        return new Parameters(
                data, graph.inputs().stream().filter(parameters::contains).toList());
    }

    /** Whether a value is an input of the graph that is a parameter. */
    public boolean contains(String input) {
        return names.contains(input);
    }

    /** The inputs that are parameters, in the order of the file. */
    public List<Value> inputs() {
        return parameters;
    }

    /** The inputs that a user feeds, in the order of the file: neither parameters nor initializers. */
    public List<Value> dataInputs() {
        return data;
    }

    private static int rank(Value value) {
        return value.shape() == null ? -1 : value.shape().rank();
    }

    private static boolean isStaticFloats(Value value) {
        return value.type() instanceof ValueType.OfTensor tensor
                && tensor.elementType().isFloat()
                && tensor.shape() != null
                && tensor.shape().isStatic()
                && tensor.shape().rank() > 0;
    }
}
