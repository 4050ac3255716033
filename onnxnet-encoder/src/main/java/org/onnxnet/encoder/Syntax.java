package org.onnxnet.encoder;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;

/** What a text says, before names in it have a meaning. A {@code place} is the index of the first character. */
final class Syntax {
    private Syntax() {}

    /**
     * A whole text.
     *
     * @param opsets operator set versions that are not the usual ones, by domain
     */
    record Network(Map<String, Long> opsets, List<Function> functions, List<Line> lines) {}

    /** A model-local function; {@code parameters} are attributes that a call must give. */
    record Function(
            int place,
            OpId id,
            String overload,
            List<String> parameters,
            List<Attribute> defaults,
            Map<String, Long> opsets,
            Body body) {}

    /** What stands in braces. */
    record Body(List<Target> arguments, List<Chain> chains, List<Operand> results) {}

    /** A line of the main graph. */
    sealed interface Line {}

    /** Nodes that follow each other; {@code outputs} are those of the last. */
    record Chain(List<Step> steps, List<Target> outputs) implements Line {}

    /** An output of the network that no node writes. */
    record Passed(int place, Operand operand, Target output) implements Line {}

    /** A node without its outputs. */
    record Step(int place, OpId op, String overload, List<Operand> operands, List<Property> attributes) {}

    /** A value that is written, or an argument: its name, empty for an output left out, and its type if it is stated. */
    record Target(
            int place,
            String name,
            boolean isTyped,
            @Nullable ValueType type) {}

    /** An attribute. */
    sealed interface Property {}

    record Plain(Attribute attribute) implements Property {}

    /** An attribute that holds one graph or a list of graphs. */
    record Bodies(String name, boolean isList, List<Body> bodies) implements Property {}

    /** What a slot reads. */
    sealed interface Operand {
        int place();
    }

    record Omitted(int place) implements Operand {}

    record Previous(int place) implements Operand {}

    /** A value that stands elsewhere. */
    record Named(int place, String name) implements Operand {}

    /** An input or weight; the name is empty where only the type stands. */
    record Given(int place, String name, @Nullable ValueType type) implements Operand {}

    record Constant(int place, Tensor tensor) implements Operand {}
}
