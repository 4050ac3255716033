package org.onnxnet.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.check.CheckedModels.model;
import static org.onnxnet.check.CheckedModels.node;
import static org.onnxnet.check.CheckedModels.problems;
import static org.onnxnet.check.CheckedModels.texts;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

/** Single nodes against the definitions of the operators they name. */
class NodeCheckTest {
    @Test
    void unknownOperator() {
        assertThat(problems(g -> g.node(node("n", "Rleu", List.of("x"), "y"))))
                .containsExactly(
                        "warning: node 'n' (Rleu): names an operator that operator set 17 of ONNX does not have;"
                                + " correct the name or the import");
    }

    @Test
    void operatorThatCameLater() {
        assertThat(problems(g -> g.node(node("n", "Gelu", List.of("x"), "y"))))
                .singleElement()
                .asString()
                .contains("operator set 17 of ONNX does not have");
    }

    @Test
    void operatorThatIsGone() {
        assertThat(problems(g -> {
                    g.initializer(Tensor.ofFloats("scales", Shape.of(1), 1));
                    g.node(node("n", "Upsample", List.of("x", "scales"), "y"));
                }))
                .containsExactly(
                        "warning: node 'n' (Upsample): names an operator that is gone since operator set 10, found"
                                + " 17; replace it or import an older one");
    }

    @Test
    void domainWithoutImport() {
        Node node = new Node("n", new OpId("com.example", "Foo"), List.of("x"), List.of("y"), List.of());

        assertThat(problems(g -> g.node(node)))
                .containsExactly("warning: node 'n' (com.example:Foo): is of domain 'com.example', of which the model"
                        + " imports no operator set; add the import");
        assertThat(texts(model(g -> g.node(node)).withOpset("com.example", 1))).isEmpty();
    }

    @Test
    void wrongArity() {
        assertThat(problems(g -> g.node(node("n", "Add", List.of("x"), "y"))))
                .containsExactly("warning: node 'n' (Add): has 1 inputs, wanted 2 by Add of operator set 14");
        assertThat(problems(g -> g.node(node("n", "Add", List.of("x", ""), "y"))))
                .containsExactly("warning: node 'n' (Add): leaves out input 1 ('B'), which it needs");
        assertThat(problems(g -> g.node(node("n", "Clip", List.of("x", ""), "y"))))
                .isEmpty();
    }

    @Test
    void attributes() {
        assertThat(problems(g -> g.node(node("n", "Relu", List.of("x"), "y", Attribute.of("alpha", 1f)))))
                .containsExactly(
                        "warning: node 'n' (Relu): has the attribute 'alpha', which Relu of operator set 14 does"
                                + " not have; remove it");
        assertThat(problems(g -> g.node(node("n", "LeakyRelu", List.of("x"), "y", Attribute.of("alpha", 1)))))
                .containsExactly("warning: node 'n' (LeakyRelu): has the attribute 'alpha' of kind INT, wanted FLOAT");
        assertThat(problems(g -> g.node(node("n", "Cast", List.of("x"), "y"))))
                .containsExactly("warning: node 'n' (Cast): lacks the attribute 'to' (INT), which Cast needs");
        assertThat(problems(g -> g.node(node(
                        "n", "LeakyRelu", List.of("x"), "y", Attribute.of("alpha", 1f), Attribute.of("alpha", 2f)))))
                .containsExactly(
                        "warning: node 'n' (LeakyRelu): has the attribute 'alpha' twice, the first one is used");
        assertThat(problems(g -> g.node(node("n", "Relu", List.of("x"), "y", Attribute.of("__tool", 1)))))
                .isEmpty();
    }

    @Test
    void referenceOutsideOfAFunction() {
        Attribute reference = new Attribute.Reference("alpha", "a", AttributeKind.FLOAT, Extras.NONE);

        assertThat(problems(g -> g.node(node("n", "LeakyRelu", List.of("x"), "y", reference))))
                .containsExactly(
                        "warning: node 'n' (LeakyRelu): attribute 'alpha' refers to 'a' of a function, but stands"
                                + " in none; give it a value");
    }

    @Test
    void elementTypes() {
        assertThat(problems(g -> {
                    g.initializer(Tensor.ofLongs("w", 1, 2));
                    g.node(node("n", "Add", List.of("x", "w"), "y"));
                }))
                .containsExactly(
                        "warning: node 'n' (Add): input 1 ('w') has type int64, wanted float as the inputs before it have");
        assertThat(problems(g -> {
                    g.node(node("shape", "Shape", List.of("x"), "s"));
                    g.node(node("erf", "LeakyRelu", List.of("s"), "y"));
                }))
                .first()
                .asString()
                .startsWith("warning: node 'erf' (LeakyRelu): input 0 ('s') has type int64, wanted one of");
        assertThat(problems(g -> g.node(node("n", "Cast", List.of("x"), "y", Attribute.of("to", INT64.code())))))
                .containsExactly(
                        "warning: graph: declares output 'y' as float, but it is int64; correct the declaration");
    }
}
