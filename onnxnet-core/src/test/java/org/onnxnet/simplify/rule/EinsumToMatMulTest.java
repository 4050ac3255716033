package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class EinsumToMatMulTest {
    private final RuleAssert rule = RuleAssert.of(new EinsumToMatMul());

    private static Consumer<GraphBuilder> einsum(String equation, long[] a, long[] b, long... result) {
        return g -> {
            List<String> inputs = List.of(g.input("a", FLOAT, a), g.input("b", FLOAT, b));
            g.output(g.op("Einsum", inputs, Attribute.of("equation", equation)), FLOAT, result);
        };
    }

    @Test
    void productsOfMatrices() {
        rule.fires(17, einsum("ij,jk->ik", new long[] {2, 3}, new long[] {3, 4}, 2, 4), "MatMul");
        rule.fires(
                17,
                einsum("b h i d, b h d j -> b h i j", new long[] {2, 1, 2, 3}, new long[] {2, 1, 3, 4}, 2, 1, 2, 4),
                "MatMul");
    }

    @Test
    void operandsOfOtherRanksThanTheEquationSaysStay() {
        rule.doesNotFire(17, einsum("ij,jk->ik", new long[] {2}, new long[] {3, 4}, 2, 4));
        rule.doesNotFire(17, einsum("ij,jk->ik", new long[] {2, 3}, new long[] {3}, 2, 4));
        rule.doesNotFire(17, einsum("ij,jk->ik", new long[] {5, 2, 3}, new long[] {5, 3, 4}, 2, 4));
    }

    @Test
    void otherOrdersStay() {
        rule.doesNotFire(17, einsum("ij,kj->ik", new long[] {2, 3}, new long[] {4, 3}, 2, 4));
        rule.doesNotFire(17, einsum("ij,jk->ki", new long[] {2, 3}, new long[] {3, 4}, 4, 2));
        rule.doesNotFire(17, einsum("ijb,bjk->bik", new long[] {2, 3, 5}, new long[] {5, 3, 4}, 5, 2, 4));
        rule.doesNotFire(17, einsum("ij,jk->ikj", new long[] {2, 3}, new long[] {3, 4}, 2, 4, 3));
        rule.doesNotFire(17, einsum("ij,ij->ij", new long[] {2, 3}, new long[] {2, 3}, 2, 3));
    }

    /** An Einsum broadcasts it, a MatMul does not. */
    @Test
    void aSummedAxisOfSizeOneStays() {
        rule.doesNotFire(17, einsum("ij,jk->ik", new long[] {2, 1}, new long[] {3, 4}, 2, 4));
    }

    @Test
    void oneMatrixForAWholeStack() {
        rule.fires(17, einsum("bij,jk->bik", new long[] {5, 2, 3}, new long[] {3, 4}, 5, 2, 4), "MatMul");
        rule.fires(17, einsum("ij,bjk->bik", new long[] {2, 3}, new long[] {5, 3, 4}, 5, 2, 4), "MatMul");
    }

    @Test
    void theSecondOperandMayBeTheFirstOfTheProduct() {
        rule.fires(17, einsum("jk,ij->ik", new long[] {3, 4}, new long[] {2, 3}, 2, 4), "MatMul");
    }

    @Test
    void aConstantCanBeLaidInAnotherOrder() {
        rule.fires(
                17,
                g -> {
                    String w =
                            g.initializer(Tensor.ofFloats("w", Shape.of(4, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
                    Attribute equation = Attribute.of("equation", "bij,kj->bik");
                    g.output(g.op("Einsum", List.of(g.input("a", FLOAT, 5, 2, 3), w), equation), FLOAT, 5, 2, 4);
                },
                "Transpose",
                "MatMul");
    }

    @Test
    void aTransposeCanTakeAnother() {
        rule.fires(
                17,
                g -> {
                    String b = g.op("Transpose", List.of(g.input("b", FLOAT, 3, 4)));
                    Attribute equation = Attribute.of("equation", "ij,kj->ik");
                    g.output(g.op("Einsum", List.of(g.input("a", FLOAT, 2, 3), b), equation), FLOAT, 2, 4);
                },
                "Transpose",
                "Transpose",
                "MatMul");
    }

    /** The diagonal of a matrix is read here. */
    @Test
    void repeatedLabelsStay() {
        rule.doesNotFire(17, einsum("ii,ik->ik", new long[] {3, 3}, new long[] {3, 4}, 3, 4));
    }

    @Test
    void sumsOverABatchStay() {
        rule.doesNotFire(17, einsum("bij,bjk->ik", new long[] {5, 2, 3}, new long[] {5, 3, 4}, 2, 4));
    }
}
