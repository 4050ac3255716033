package org.onnxnet.simplify;

import java.util.List;
import java.util.stream.Stream;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Value;
import org.onnxnet.simplify.SimplificationReport.Rewrite;

/**
 * What versions of the <a href="https://onnx.ai/onnx/repo-docs/IR.html">file format</a> say about constants. Before version 4
 * every initializer is an input as well, and nothing can override it; from then on it is an input only if it can be
 * overridden.
 */
final class FileFormat {
    private static final long FIRST_WITH_FREE_INITIALIZERS = 4;

    private FileFormat() {}

    /** Whether a constant can be an initializer that is no input: {@code CANONICAL} raises the version where it has to. */
    static boolean hasFreeInitializers(Model model, SimplifyMode mode) {
        return model.irVersion() >= FIRST_WITH_FREE_INITIALIZERS || mode == SimplifyMode.CANONICAL;
    }

    /** Whether a simplified model has initializers that its version does not allow. */
    static boolean needsRaising(Model model) {
        return model.irVersion() < FIRST_WITH_FREE_INITIALIZERS
                && Stream.concat(
                                Stream.of(model.graph()),
                                Functions.nodes(model.graph()).flatMap(node -> node.subgraphs().stream()))
                        .anyMatch(FileFormat::hasFreeInitializer);
    }

    private static boolean hasFreeInitializer(Graph graph) {
        return graph.initializers().stream().anyMatch(tensor -> !graph.isInput(tensor.name()));
    }

    /** The same model in version 4, where its initializers are no inputs: as inputs they could be overridden. */
    static Model raised(Model model) {
        List<Value> inputs = model.graph().inputs().stream()
                .filter(input -> model.graph().initializer(input.name()) == null)
                .toList();
        return model.withIrVersion(FIRST_WITH_FREE_INITIALIZERS)
                .withOpset("", model.opset())
                .withGraph(model.graph().with(parts -> parts.inputs(inputs)));
    }

    static Rewrite raising(Model model) {
        return new Rewrite(
                "RaiseFileFormat",
                List.of(),
                "version " + FIRST_WITH_FREE_INITIALIZERS + " allows constants that are no inputs, version "
                        + model.irVersion() + " does not");
    }
}
