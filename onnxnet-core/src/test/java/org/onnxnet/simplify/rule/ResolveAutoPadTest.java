package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class ResolveAutoPadTest {
    private final RuleAssert rule = RuleAssert.of(new ResolveAutoPad());

    private static Consumer<GraphBuilder> conv(String auto, Attribute... others) {
        return g -> {
            String x = g.input("x", FLOAT, 1, 2, 7, 8);
            String w = g.input("w", FLOAT, 3, 2, 2, 3);
            Attribute[] attributes = Arrays.copyOf(others, others.length + 1);
            attributes[others.length] = Attribute.of("auto_pad", auto);
            g.output(new Value(g.op("Conv", List.of(x, w), attributes), ValueType.tensor(FLOAT, Shape.ofRank(4))));
        };
    }

    private static List<Long> pads(Model model, String type) {
        Node node = RuleAssert.only(model, type);
        assertThat(node.attribute("auto_pad")).isNull();
        return node.intsAttribute("pads");
    }

    @Test
    void theOddElementIsAtTheEndForUpper() {
        assertThat(pads(rule.fires(17, conv("SAME_UPPER"), "Conv"), "Conv")).containsExactly(0L, 1L, 1L, 1L);
        assertThat(pads(rule.fires(17, conv("SAME_LOWER"), "Conv"), "Conv")).containsExactly(1L, 1L, 0L, 1L);
    }

    @Test
    void stridesCount() {
        Model result = rule.fires(17, conv("SAME_UPPER", Attribute.ofInts("strides", 3, 2)), "Conv");
        assertThat(pads(result, "Conv")).containsExactly(0L, 0L, 1L, 1L);
    }

    /** The window ends before the input does, and ONNX Runtime leaves elements out at the beginning too. */
    @Test
    void aStrideLongerThanTheKernelStays() {
        rule.doesNotFire(17, g -> {
            String x = g.input("x", FLOAT, 1, 1, 8);
            String w = g.input("w", FLOAT, 1, 1, 1);
            Attribute[] attributes = {Attribute.ofInts("strides", 4), Attribute.of("auto_pad", "SAME_UPPER")};
            g.output(new Value(g.op("Conv", List.of(x, w), attributes), ValueType.tensor(FLOAT, Shape.ofRank(3))));
        });
    }

    /** ONNX Runtime refuses such a Conv, and lets a pooling pad as if there was no dilation, against the standard. */
    @Test
    void aDilatedKernelStays() {
        rule.doesNotFire(17, conv("SAME_UPPER", Attribute.ofInts("dilations", 2, 2)));
    }

    @Test
    void validPadsNothing() {
        assertThat(pads(rule.fires(17, conv("VALID"), "Conv"), "Conv")).isNull();
    }

    @Test
    void poolings() {
        for (String type : List.of("MaxPool", "AveragePool")) {
            Model result = rule.fires(
                    17,
                    g -> g.output(new Value(
                            g.op(
                                    type,
                                    List.of(g.input("x", FLOAT, 1, 2, 7, 8)),
                                    Attribute.of("auto_pad", "SAME_LOWER"),
                                    Attribute.ofInts("strides", 2, 2),
                                    Attribute.ofInts("kernel_shape", 3, 3)),
                            ValueType.tensor(FLOAT, Shape.ofRank(4)))),
                    type);
            assertThat(pads(result, type)).containsExactly(1L, 1L, 1L, 0L);
        }
    }

    @Test
    void anInputOfUnknownSizeStays() {
        rule.doesNotFire(17, g -> {
            String x = g.input(new Value("x", ValueType.tensor(FLOAT, Shape.ofRank(4))));
            String w = g.input("w", FLOAT, 3, 2, 2, 3);
            g.output(new Value(
                    g.op("Conv", List.of(x, w), Attribute.of("auto_pad", "SAME_UPPER")),
                    ValueType.tensor(FLOAT, Shape.ofRank(4))));
        });
        rule.doesNotFire(17, conv("NOTSET"));
    }
}
