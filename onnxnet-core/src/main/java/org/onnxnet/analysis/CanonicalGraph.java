package org.onnxnet.analysis;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;

/**
 * What a model computes, apart from names, from the values of weights, and from how its file is written: nodes in
 * {@link CanonicalOrder}, values as numbers in order of first use, attributes without defaults, and constants either as
 * {@link Given} (weights, of which only the type counts) or in place (what says how to compute). Inputs and weights that
 * nothing reads do not show. Immutable.
 *
 * <p>{@link CanonicalHash} is a digest of it, and texts are written from it.
 *
 * @param given what the network is given: data inputs and weights, in order of first use
 * @param values what nodes and bodies define, in order of definition
 * @param main the main graph
 * @param functions the model-local functions that are called, by domain, name and overload
 * @param symbols the canonical name ({@code n1}, {@code n2}, ...) of each named dimension, in order of first use
 * @param opsets operator set versions by domain that mean what those of the model mean
 */
public record CanonicalGraph(
        List<Given> given,
        List<Defined> values,
        Block main,
        List<Definition> functions,
        Map<String, String> symbols,
        Map<String, Long> opsets) {

    /**
     * Stands for all versions of the default operator set in which the operators used mean what they mean in it: the version
     * that the networks of the search spaces are written in.
     */
    public static final long USUAL_OPSET = 17;

    /** What a slot of a node reads. */
    public sealed interface Operand {
        Operand ABSENT = new Absent();

        /** Nothing: an optional input that is left out. */
        record Absent() implements Operand {}

        /** A constant of which the elements matter. */
        record Constant(Tensor tensor) implements Operand {}

        /** Something the network is given; {@code index} into {@link CanonicalGraph#given}. */
        record OfGiven(int index) implements Operand {}

        /** An output of a node or an argument of a block; {@code index} into {@link CanonicalGraph#values}. */
        record OfValue(int index) implements Operand {}
    }

    /**
     * An input, or a weight that may be an input or an initializer.
     *
     * @param name its name in the file
     * @param type with canonical names of dimensions; null where the file has none
     * @param dataNumber 1, 2, ... for data inputs in the order of the interface, 0 for weights
     * @param reads how many slots, graph outputs and results of bodies read it
     */
    public record Given(String name, @Nullable ValueType type, int dataNumber, int reads) {
        public boolean isData() {
            return dataNumber > 0;
        }
    }

    /**
     * An output of a node or an argument of a block.
     *
     * @param name its name in the file
     * @param scope the graph that defines it; null inside a function
     * @param reads how many slots, graph outputs and results of bodies read it
     */
    public record Defined(String name, @Nullable Graph scope, int reads) {}

    /**
     * Nodes with what they are handed and what they hand out: the main graph, a body, or a function.
     *
     * @param arguments of a body or function; the main graph has none, its inputs are {@link Given}
     * @param nodes {@code Constant} nodes are not among them
     * @param results the outputs, in order
     */
    public record Block(List<Argument> arguments, List<Step> nodes, List<Result> results) {
        public Block {
            arguments = List.copyOf(arguments);
            nodes = List.copyOf(nodes);
            results = List.copyOf(results);
        }
    }

    /**
     * An input of a body or function.
     *
     * @param value index into {@link CanonicalGraph#values}
     * @param type the declared type; null where there is none
     */
    public record Argument(int value, @Nullable ValueType type) {}

    /**
     * An output of a graph.
     *
     * @param type the declared type; null where there is none, and always in a body or function
     */
    public record Result(Operand operand, @Nullable ValueType type) {}

    /**
     * A node.
     *
     * @param node as it is in the file
     * @param index its place in the file's list of nodes
     * @param meaning the first operator set version since which the operator means the same
     * @param inputs without trailing absent ones
     * @param attributes by name, without defaults
     * @param bodies for each attribute that holds graphs, those graphs
     * @param outputs indices into {@link CanonicalGraph#values}, -1 for one that is left out; without trailing -1
     */
    public record Step(
            Node node,
            int index,
            long meaning,
            List<Operand> inputs,
            List<Attribute> attributes,
            Map<String, List<Block>> bodies,
            List<Integer> outputs) {
        public Step {
            inputs = List.copyOf(inputs);
            attributes = List.copyOf(attributes);
            bodies = Map.copyOf(bodies);
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * A model-local function.
     *
     * @param parameters names of attributes that a call must give, in alphabetical order
     * @param defaults attributes that a call may leave out, by name
     * @param opsets operator set versions by domain that mean what those of the function mean
     */
    public record Definition(
            OpId id,
            String overload,
            List<String> parameters,
            List<Attribute> defaults,
            Block body,
            Map<String, Long> opsets) {
        public Definition {
            parameters = List.copyOf(parameters);
            defaults = List.copyOf(defaults);
        }
    }

    public CanonicalGraph {
        given = List.copyOf(given);
        values = List.copyOf(values);
        functions = List.copyOf(functions);
    }

    /**
     * The canonical form of a model.
     *
     * @throws org.onnxnet.graph.InvalidModelException if the model has a cycle or reads a value that nothing defines
     */
    public static CanonicalGraph of(Model model) {
        return new CanonicalBuilder(model).build();
    }
}
