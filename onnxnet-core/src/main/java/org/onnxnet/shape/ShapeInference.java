package org.onnxnet.shape;

import java.util.Map;
import org.onnxnet.graph.FunctionTable;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;

/**
 * Finds the type and shape of every value of a model from the types of its inputs, the operators' definitions and the small
 * constants it holds. Never fails on a loadable model: what cannot be inferred stays unknown, and contradictions are listed
 * in {@link InferredTypes#problems()}. Where a declared type contradicts an inferred one, the inferred one stands. Immutable
 * and safe to share between threads.
 */
public final class ShapeInference {
    private static final ShapeInference STANDARD = new ShapeInference(true);
    private static final ShapeInference PLAIN = new ShapeInference(false);

    private final boolean followsValues;

    private ShapeInference(boolean followsValues) {
        this.followsValues = followsValues;
    }

    /** Inference that also follows the content of small integer tensors through the graph, as expressions where need be. */
    public static ShapeInference standard() {
        return STANDARD;
    }

    /**
     * Inference that finds what {@code onnx.shape_inference.infer_shapes} (onnx 1.23.1, without data propagation) finds: it
     * knows the content of initializers and constants only, trusts declared types where they contradict, and leaves open what
     * that implementation leaves open.
     */
    public static ShapeInference withoutValuePropagation() {
        return PLAIN;
    }

    public InferredTypes infer(Model model) {
        return infer(model, Map.of());
    }

    /**
     * Infers with the values of some inputs given.
     *
     * @param inputValues by input name; their shapes replace the declared ones
     */
    public InferredTypes infer(Model model, Map<String, Tensor> inputValues) {
        Inference inference = new Inference(followsValues, new FunctionTable(model.functions())::find);
        // Up to version 3 of the file format every initializer had to be an input too; nobody overrides those.
        boolean fixedInitializers = model.irVersion() < 4;
        Scope scope = inference.inferMain(model.graph(), model.opsets(), inputValues, fixedInitializers);
        return new InferredTypes(inference, scope);
    }

    /** Infers the outputs of one node from what is known around it; declared types of its outputs are not looked at. */
    public NodeTypes inferNode(Node node, NodeScope scope) {
        Inference inference = new Inference(followsValues, scope::function);
        NodeContext found = inference.inferNode(node, scope);
        return found.toTypes(inference.problems());
    }
}
