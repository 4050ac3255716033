package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class RemoveIdleAttributeTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveIdleAttribute());

    private static Consumer<GraphBuilder> pool(String type, int size, Attribute... attributes) {
        return g -> g.output(new Value(
                g.op(type, List.of(g.input("x", FLOAT, 1, 2, size, size)), attributes),
                ValueType.tensor(FLOAT, Shape.ofRank(4))));
    }

    private static final Attribute KERNEL = Attribute.ofInts("kernel_shape", 3, 3);
    private static final Attribute STRIDES = Attribute.ofInts("strides", 2, 2);
    private static final Attribute PADS = Attribute.ofInts("pads", 1, 1, 1, 1);

    private void leavesOut(String attribute, long opset, Consumer<GraphBuilder> body, String type) {
        Node node = RuleAssert.only(rule.fires(opset, body, type), type);
        assertThat(node.attribute(attribute)).as(attribute).isNull();
    }

    @Test
    void countIncludePadCountsWherePadsAre() {
        Attribute counts = Attribute.of("count_include_pad", 1);
        leavesOut("count_include_pad", 17, pool("AveragePool", 7, KERNEL, counts), "AveragePool");
        rule.doesNotFire(17, pool("AveragePool", 7, KERNEL, counts, PADS));
        rule.doesNotFire(17, pool("AveragePool", 7, KERNEL, counts, Attribute.of("auto_pad", "SAME_UPPER")));
        rule.doesNotFire(17, pool("AveragePool", 8, KERNEL, counts, STRIDES, Attribute.of("ceil_mode", 1)));
    }

    @Test
    void ceilModeRoundsWhereWindowsDoNotFit() {
        Attribute ceil = Attribute.of("ceil_mode", 1);
        for (String type : List.of("MaxPool", "AveragePool")) {
            leavesOut("ceil_mode", 17, pool(type, 7, KERNEL, STRIDES, ceil), type);
            leavesOut("ceil_mode", 17, pool(type, 7, KERNEL, STRIDES, PADS, ceil), type);
            rule.doesNotFire(17, pool(type, 8, KERNEL, STRIDES, ceil));
        }
    }

    @Test
    void storageOrderIsThatOfIndices() {
        leavesOut("storage_order", 17, pool("MaxPool", 7, KERNEL, Attribute.of("storage_order", 1)), "MaxPool");
    }

    @Test
    void momentumIsForTraining() {
        leavesOut(
                "momentum",
                17,
                g -> g.output(
                        g.op(
                                "BatchNormalization",
                                List.of(
                                        g.input("x", FLOAT, 2, 3),
                                        g.input("s", FLOAT, 3),
                                        g.input("b", FLOAT, 3),
                                        g.input("m", FLOAT, 3),
                                        g.input("v", FLOAT, 3)),
                                Attribute.of("momentum", 0.5f)),
                        FLOAT,
                        2,
                        3),
                "BatchNormalization");
    }

    @Test
    void betaIsForTheBias() {
        Attribute beta = Attribute.of("beta", 2f);
        leavesOut(
                "beta",
                17,
                g -> g.output(
                        g.op("Gemm", List.of(g.input("a", FLOAT, 2, 3), g.input("b", FLOAT, 3, 4)), beta), FLOAT, 2, 4),
                "Gemm");
        rule.doesNotFire(
                17,
                g -> g.output(
                        g.op(
                                "Gemm",
                                List.of(g.input("a", FLOAT, 2, 3), g.input("b", FLOAT, 3, 4), g.input("c", FLOAT, 4)),
                                beta),
                        FLOAT,
                        2,
                        4));
    }

    private static Consumer<GraphBuilder> reshape(long... shape) {
        return g -> {
            String target = g.initializer(Tensor.ofLongs("s", shape));
            String y = g.op("Reshape", List.of(g.input("x", FLOAT, 2, 0), target), Attribute.of("allowzero", 1));
            g.output(new Value(y, ValueType.tensor(FLOAT, Shape.ofRank(shape.length))));
        };
    }

    @Test
    void allowzeroIsForZeros() {
        leavesOut("allowzero", 17, reshape(2, -1), "Reshape");
        rule.doesNotFire(17, reshape(0, 2));
    }

    private static Consumer<GraphBuilder> resize(String mode, Attribute other) {
        return g -> {
            String sizes = g.initializer(Tensor.ofLongs("sizes", 1, 1, 8, 8));
            String x = g.input("x", FLOAT, 1, 1, 4, 4);
            g.output(g.op("Resize", List.of(x, "", "", sizes), Attribute.of("mode", mode), other), FLOAT, 1, 1, 8, 8);
        };
    }

    @Test
    void resizeHasAttributesForEachMode() {
        Attribute cubic = Attribute.of("cubic_coeff_a", -0.5f);
        Attribute nearest = Attribute.of("nearest_mode", "floor");
        leavesOut("cubic_coeff_a", 17, resize("linear", cubic), "Resize");
        leavesOut("nearest_mode", 17, resize("linear", nearest), "Resize");
        leavesOut("extrapolation_value", 17, resize("linear", Attribute.of("extrapolation_value", 3f)), "Resize");
        rule.doesNotFire(17, resize("cubic", cubic));
        rule.doesNotFire(17, resize("nearest", nearest));
    }
}
