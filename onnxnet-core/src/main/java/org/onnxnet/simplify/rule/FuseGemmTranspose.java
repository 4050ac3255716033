package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Lets a Gemm transpose what it reads.
 *
 * <pre>Gemm(a, Transpose(b)) -> Gemm[transB=1](a, b)</pre>
 */
@RuleInfo(
        roots = "Gemm",
        lossless = false,
        summary = "A Transpose of an operand of a Gemm becomes its transA or transB.",
        example = "Gemm(a, Transpose(b)) -> Gemm[transB=1](a, b)")
public final class FuseGemmTranspose implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        for (int slot = 0; slot < 2; slot++) {
            Node transpose = graph.producer(node.input(slot), "Transpose");
            List<Long> perm = transpose == null ? null : Permutation.of(transpose, graph);
            if (transpose != null && perm != null && perm.equals(List.of(1L, 0L))) {
                String name = slot == 0 ? "transA" : "transB";
                List<Attribute> attributes = new ArrayList<>(node.attributes());
                attributes.removeIf(attribute -> attribute.name().equals(name));
                if (node.intAttribute(name, 0) == 0) {
                    attributes.add(Attribute.of(name, 1));
                }
                List<String> inputs = new ArrayList<>(node.inputs());
                inputs.set(slot, transpose.input(0));
                return Edit.replace(
                        node, node.withInputs(inputs).withAttributes(attributes), "a Gemm can read it transposed");
            }
        }
        return Edit.unchanged();
    }
}
