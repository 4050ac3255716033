package org.onnxnet.simplify.rule;

import static org.onnxnet.simplify.SimplifyMode.LOSSLESS;

import org.onnxnet.graph.Node;
import org.onnxnet.simplify.Edit;
import org.onnxnet.simplify.GraphView;
import org.onnxnet.simplify.NodeRule;
import org.onnxnet.simplify.RuleInfo;

/**
 * Removes an operation that was done to the same value just before and changes nothing the second time.
 *
 * <pre>Relu(Relu(x)) -> Relu(x)</pre>
 */
@RuleInfo(
        roots = {"Relu", "Abs", "Floor", "Ceil", "Round", "Sign"},
        mode = LOSSLESS,
        summary = "Relu, Abs, Floor, Ceil, Round or Sign of itself is done once.",
        example = "Relu(Relu(x)) -> Relu(x)")
public final class RemoveRepeatedOperation implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        return graph.producer(node.input(0), node.op().type()) == null
                ? Edit.unchanged()
                : Edit.bypass(node, node.input(0), "done already");
    }
}
