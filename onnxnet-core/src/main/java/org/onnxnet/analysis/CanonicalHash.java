package org.onnxnet.analysis;

import java.util.List;
import org.onnxnet.analysis.CanonicalGraph.Block;
import org.onnxnet.analysis.CanonicalGraph.Definition;
import org.onnxnet.analysis.CanonicalGraph.Operand;
import org.onnxnet.analysis.CanonicalGraph.Step;
import org.onnxnet.graph.Model;

/**
 * A hash of what a network is: operators, attributes that differ from their defaults, wiring, types of inputs, outputs and
 * weights, and the elements of constants that say how to compute. It does not depend on names, documentation, metadata, the
 * values of weights, the order of nodes in the file, or on whether weights are inputs or initializers.
 */
public final class CanonicalHash {
    private static final String FORMAT = "onnxnet canonical graph 1";

    private CanonicalHash() {}

    /**
     * The SHA-256 of the {@link CanonicalGraph} of a model as 64 lower-case hexadecimal digits.
     *
     * @throws org.onnxnet.graph.InvalidModelException if the model has a cycle or reads a value that nothing defines
     */
    public static String of(Model model) {
        return of(CanonicalGraph.of(model));
    }

    /** The hash of a model whose canonical form is at hand. */
    public static String of(CanonicalGraph graph) {
        StructureDigest digest = new StructureDigest().text(FORMAT);
        digest.list(graph.given(), given -> digest.type(given.type()).number(given.dataNumber()));
        block(digest, graph.main());
        digest.list(graph.functions(), function -> definition(digest, function));
        return digest.toHex();
    }

    private static void definition(StructureDigest digest, Definition function) {
        digest.text(function.id().domain())
                .text(function.id().type())
                .text(function.overload())
                .list(function.parameters(), digest::text)
                .list(function.defaults(), attribute -> digest.attribute(attribute, graph -> {}));
        block(digest, function.body());
    }

    private static void block(StructureDigest digest, Block block) {
        digest.list(
                block.arguments(), argument -> digest.number(argument.value()).type(argument.type()));
        digest.list(block.nodes(), step -> step(digest, step));
        digest.list(block.results(), result -> {
            operand(digest, result.operand());
            digest.type(result.type());
        });
    }

    private static void step(StructureDigest digest, Step step) {
        digest.text(step.node().op().domain())
                .text(step.node().op().type())
                .text(step.node().overload())
                .number(step.meaning())
                .list(step.inputs(), operand -> operand(digest, operand))
                .list(step.outputs(), output -> digest.number(output));
        digest.list(step.attributes(), attribute -> {
            List<Block> bodies = step.bodies().getOrDefault(attribute.name(), List.of());
            var next = bodies.iterator();
            digest.attribute(attribute, graph -> block(digest, next.next()));
        });
    }

    private static void operand(StructureDigest digest, Operand operand) {
        if (operand instanceof Operand.Constant constant) {
            digest.text("constant").tensor(constant.tensor());
        } else if (operand instanceof Operand.OfGiven given) {
            digest.text("given").number(given.index());
        } else if (operand instanceof Operand.OfValue value) {
            digest.text("value").number(value.index());
        } else {
            digest.text("absent");
        }
    }
}
