package org.onnxnet.simplify.rule;

import static org.onnxnet.graph.ElementType.BOOL;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class RemoveDropoutTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveDropout());

    @Test
    void outsideTrainingItIsNothing() {
        rule.fires(
                17,
                g -> {
                    String ratio = g.initializer(Tensor.ofFloats("r", Shape.SCALAR, 0.5f));
                    String y = g.op("Dropout", List.of(g.input("x", FLOAT, 4), ratio));
                    g.output(g.op("Relu", List.of(y)), FLOAT, 4);
                },
                "Relu");
    }

    @Test
    void aMaskThatIsReadKeepsIt() {
        rule.doesNotFire(17, g -> {
            List<String> both = g.op(OpId.of("Dropout"), 2, List.of(g.input("x", FLOAT, 4)));
            g.output(g.op("Relu", List.of(both.get(0))), FLOAT, 4);
            g.output(both.get(1), BOOL, 4);
        });
    }

    @Test
    void trainingKeepsIt() {
        rule.doesNotFire(17, g -> {
            String ratio = g.initializer(Tensor.ofFloats("r", Shape.SCALAR, 0.5f));
            String mode = g.initializer(Tensor.ofRaw("t", BOOL, Shape.SCALAR, Bytes.copyOf(new byte[] {1})));
            String y = g.op("Dropout", List.of(g.input("x", FLOAT, 4), ratio, mode));
            g.output(g.op("Relu", List.of(y)), FLOAT, 4);
        });
    }

    @Test
    void aModeThatIsAnInputKeepsIt() {
        rule.doesNotFire(17, g -> {
            String ratio = g.initializer(Tensor.ofFloats("r", Shape.SCALAR, 0.5f));
            String y = g.op("Dropout", List.of(g.input("x", FLOAT, 4), ratio, g.input("t", BOOL)));
            g.output(g.op("Relu", List.of(y)), FLOAT, 4);
        });
    }

    @Test
    void aModeThatIsNoTruthValueKeepsIt() {
        rule.doesNotFire(17, g -> {
            String ratio = g.initializer(Tensor.ofFloats("r", Shape.SCALAR, 0.5f));
            String y = g.op("Dropout", List.of(g.input("x", FLOAT, 4), ratio, ratio));
            g.output(g.op("Relu", List.of(y)), FLOAT, 4);
        });
    }
}
