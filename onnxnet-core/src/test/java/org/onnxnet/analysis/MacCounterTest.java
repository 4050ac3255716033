package org.onnxnet.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;

class MacCounterTest {
    @Test
    void convolutionWithGroupsAndStride() {
        assertMacs(
                // 4x4 outputs of 8 channels, each from 3x3 of 6/2 channels
                8 * 4 * 4 * 3 * 3 * 3,
                one(
                        "Conv",
                        Shape.of(1, 6, 8, 8),
                        Shape.of(8, 3, 3, 3),
                        Attribute.of("group", 2),
                        Attribute.ofInts("strides", 2, 2),
                        Attribute.ofInts("pads", 1, 1, 1, 1)));
    }

    @Test
    void convolutionOfABatch() {
        assertMacs(5 * 2 * 4 * 3, one("Conv", Shape.of(5, 3, 4), Shape.of(2, 3, 1)));
    }

    @Test
    void transposedConvolution() {
        // each of the 3x5x5 inputs is spread over 2/1 filters of 4x4
        assertMacs(
                3 * 5 * 5 * 2 * 4 * 4,
                one("ConvTranspose", Shape.of(1, 3, 5, 5), Shape.of(3, 2, 4, 4), Attribute.ofInts("strides", 2, 2)));
    }

    @Test
    void linearLayerWithAndWithoutBias() {
        assertMacs(2 * 3 * 4, one("Gemm", Shape.of(2, 3), Shape.of(3, 4)));
        assertMacs(
                2 * 3 * 4,
                one("Gemm", Shape.of(3, 2), Shape.of(4, 3), Attribute.of("transA", 1), Attribute.of("transB", 1)));
        assertMacs(2 * 3 * 4 + 2 * 4, macs(17, g -> {
            g.input("x", ElementType.FLOAT, 2, 3);
            filled(g, "w", Shape.of(3, 4));
            filled(g, "b", Shape.of(4));
            end(g, g.op("Gemm", List.of("x", "w", "b")));
        }));
    }

    @Test
    void matrixProducts() {
        assertMacs(7 * 2 * 3 * 4, one("MatMul", Shape.of(7, 2, 3), Shape.of(3, 4)));
        assertMacs(3, one("MatMul", Shape.of(3), Shape.of(3)));
    }

    @Test
    void einsumLoopsOverEveryIndex() {
        assertMacs(2 * 3 * 4 * 5, one("Einsum", Shape.of(2, 3, 4), Shape.of(4, 5), equation("bik,kj->bij")));
        assertMacs(
                6 * 2 * 3 * 4, one("Einsum", Shape.of(6, 2, 3), Shape.of(1, 3, 4), equation("...ik, ...kj -> ...ij")));
        assertMacs(0, macs(17, g -> {
            g.input("x", ElementType.FLOAT, 3, 4);
            end(g, g.op("Einsum", List.of("x"), equation("ij->ji")));
        }));
    }

    @Test
    void recurrentLayer() {
        // 5 steps of 2 examples, each through W [20, 3] and R [20, 5]
        assertMacs(5 * 2 * (20 * 3 + 20 * 5), macs(17, g -> {
            g.input("x", ElementType.FLOAT, 5, 2, 3);
            filled(g, "w", Shape.of(1, 20, 3));
            filled(g, "r", Shape.of(1, 20, 5));
            end(g, g.op("LSTM", List.of("x", "w", "r"), Attribute.of("hidden_size", 5)));
        }));
    }

    @Test
    void attentionMultipliesTwice() {
        // 2 heads of 4 x 6 scores, over 8 per query and 3 per value
        assertMacs(2 * 4 * 6 * (8 + 3), macs(23, g -> {
            g.input("q", ElementType.FLOAT, 1, 2, 4, 8);
            g.input("k", ElementType.FLOAT, 1, 2, 6, 8);
            g.input("v", ElementType.FLOAT, 1, 2, 6, 3);
            end(g, g.op("Attention", List.of("q", "k", "v")));
        }));
        assertMacs(2 * 4 * 6 * (8 + 3), macs(23, g -> {
            g.input("q", ElementType.FLOAT, 1, 4, 16);
            g.input("k", ElementType.FLOAT, 1, 6, 16);
            g.input("v", ElementType.FLOAT, 1, 6, 6);
            end(
                    g,
                    g.op(
                            "Attention",
                            List.of("q", "k", "v"),
                            Attribute.of("q_num_heads", 2),
                            Attribute.of("kv_num_heads", 2)));
        }));
    }

    @Test
    void normalisationActivationAndPoolingCountNothing() {
        assertMacs(0, macs(17, g -> {
            g.input("x", ElementType.FLOAT, 1, 3, 8, 8);
            end(g, g.op("GlobalAveragePool", List.of(g.op("Relu", List.of("x")))));
        }));
    }

    @Test
    void loopRunsItsBodyAsOftenAsItSays() {
        Graph body = GraphBuilder.graph("body", g -> {
            g.input("i", ElementType.INT64);
            g.input("go", ElementType.BOOL);
            g.input("state", ElementType.FLOAT, 2, 3);
            g.output(g.op("Identity", List.of("go")), ElementType.BOOL);
            g.output(g.op("MatMul", List.of("state", "w")), ElementType.FLOAT, 2, 3);
        });
        assertMacs(4 * 2 * 3 * 3, macs(17, g -> {
            g.input("x", ElementType.FLOAT, 2, 3);
            filled(g, "w", Shape.of(3, 3));
            g.initializer(Tensor.ofLongs("trips", Shape.SCALAR, 4));
            g.node(new Node(
                    "", OpId.of("Loop"), List.of("trips", "", "x"), List.of("y"), List.of(Attribute.of("body", body))));
            end(g, "y");
        }));
        Count open = macs(17, g -> {
            g.input("x", ElementType.FLOAT, 2, 3);
            g.input("trips", ElementType.INT64);
            filled(g, "w", Shape.of(3, 3));
            g.node(new Node(
                    "", OpId.of("Loop"), List.of("trips", "", "x"), List.of("y"), List.of(Attribute.of("body", body))));
            end(g, "y");
        });
        assertThat(open).isEqualTo(Count.UNKNOWN);
    }

    @Test
    void scanRunsItsBodyOncePerElement() {
        Graph body = GraphBuilder.graph("body", g -> {
            g.input("element", ElementType.FLOAT, 2, 3);
            g.output(g.op("MatMul", List.of("element", "w")), ElementType.FLOAT, 2, 3);
        });
        assertMacs(7 * 2 * 3 * 3, macs(17, g -> {
            g.input("x", ElementType.FLOAT, 7, 2, 3);
            filled(g, "w", Shape.of(3, 3));
            g.node(new Node(
                    "",
                    OpId.of("Scan"),
                    List.of("x"),
                    List.of("y"),
                    List.of(Attribute.of("body", body), Attribute.of("num_scan_inputs", 1))));
            end(g, "y");
        }));
    }

    @Test
    void nonsenseShapesAreUnknown() {
        assertThat(one("MatMul", Shape.SCALAR, Shape.of(3, 4))).isEqualTo(Count.UNKNOWN);
        assertThat(one("Gemm", Shape.of(3), Shape.of(3, 4))).isEqualTo(Count.UNKNOWN);
        assertThat(macs(17, g -> {
                    g.input("x", ElementType.FLOAT, 1L << 40, 1L << 40);
                    g.input("y", ElementType.FLOAT, 1L << 40, 1L << 40);
                    end(g, g.op("MatMul", List.of("x", "y")));
                }))
                .isEqualTo(Count.UNKNOWN);
    }

    private static void assertMacs(long wanted, Count found) {
        assertThat(found).isEqualTo(Count.of(wanted));
    }

    private static Count one(String type, Shape x, Shape w, Attribute... attributes) {
        return macs(17, g -> {
            g.input(new Value("x", org.onnxnet.graph.ValueType.tensor(ElementType.FLOAT, x)));
            filled(g, "w", w);
            end(g, g.op(type, List.of("x", "w"), attributes));
        });
    }

    private static Count macs(long opset, Consumer<GraphBuilder> body) {
        return NetworkStatistics.of(GraphBuilder.model(opset, body)).macs();
    }

    private static Attribute equation(String equation) {
        return Attribute.of("equation", equation);
    }

    private static void filled(GraphBuilder g, String name, Shape shape) {
        g.initializer(Tensor.ofFloats(name, shape, new float[(int) shape.elementCount()]));
    }

    private static void end(GraphBuilder g, String value) {
        g.output(new Value(value, null));
    }
}
