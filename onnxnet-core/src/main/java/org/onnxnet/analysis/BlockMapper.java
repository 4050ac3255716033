package org.onnxnet.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onnxnet.analysis.CanonicalGraph.Argument;
import org.onnxnet.analysis.CanonicalGraph.Block;
import org.onnxnet.analysis.CanonicalGraph.Operand;
import org.onnxnet.analysis.CanonicalGraph.Result;
import org.onnxnet.analysis.CanonicalGraph.Step;

/**
 * Puts the final indices of what is given, and the canonical names of dimensions, into blocks that were made before those
 * were known.
 *
 * @param givenIndices the final index by the number that stands in the block
 */
record BlockMapper(List<Integer> givenIndices, SymbolNames symbols) {
    Block map(Block block) {
        List<Argument> arguments = block.arguments().stream()
                .map(argument -> new Argument(argument.value(), symbols.rename(argument.type())))
                .toList();
        List<Step> steps = block.nodes().stream().map(this::map).toList();
        List<Result> results = block.results().stream()
                .map(result -> new Result(map(result.operand()), symbols.rename(result.type())))
                .toList();
        return new Block(arguments, steps, results);
    }

    private Step map(Step step) {
        Map<String, List<Block>> bodies = new LinkedHashMap<>();
        step.bodies()
                .forEach((name, blocks) ->
                        bodies.put(name, blocks.stream().map(this::map).toList()));
        return new Step(
                step.node(),
                step.index(),
                step.meaning(),
                step.inputs().stream().map(this::map).toList(),
                step.attributes(),
                bodies,
                step.outputs());
    }

    private Operand map(Operand operand) {
        return operand instanceof Operand.OfGiven given
                ? new Operand.OfGiven(givenIndices.get(given.index()))
                : operand;
    }
}
