package org.onnxnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Value;

class OnnxGraphTest {
    private final OnnxGraph graph = OnnxGraph.build(17, g -> {
        String x = g.input("x", ElementType.FLOAT, 1, 3, 32, 32);
        String w = g.input("w", ElementType.FLOAT, 16, 3, 3, 3);
        String y = g.op("Conv", List.of(x, w), Attribute.ofInts("pads", 1, 1, 1, 1));
        g.output(g.op("Relu", List.of(y)), ElementType.FLOAT, 1, 16, 32, 32);
    });

    @Test
    void survivesFileBytesAndStream(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("net.onnx");
        graph.save(file);

        assertThat(OnnxGraph.load(file).model()).isEqualTo(graph.model());
        assertThat(OnnxGraph.load(graph.toBytes()).model()).isEqualTo(graph.model());
        assertThat(OnnxGraph.load(new ByteArrayInputStream(graph.toBytes())).model())
                .isEqualTo(graph.model());
    }

    @Test
    void answersQuestionsOfTheMainGraph() {
        String y = graph.nodes().get(0).output(0);

        assertThat(graph.producerOf(y)).isEqualTo(graph.nodes().get(0));
        assertThat(graph.soleConsumerOf(y)).isEqualTo(graph.nodes().get(1));
        assertThat(graph.consumersOf("x")).containsExactly(graph.nodes().get(0));
        assertThat(graph.inputs()).hasSize(2);
        assertThat(graph.outputs()).hasSize(1);
    }

    @Test
    void knowsAndDeclaresTheShapeOfEveryValue() {
        String y = graph.nodes().get(0).output(0);

        assertThat(graph.types().shape(y)).isEqualTo(Shape.of(1, 16, 32, 32));
        assertThat(graph.inferShapes().graph().valueInfo())
                .containsExactly(Value.tensor(y, ElementType.FLOAT, 1, 16, 32, 32));
    }

    @Test
    void printsWhatFitsAShellWindow() {
        assertThat(graph).hasToString("""
                        OnnxGraph 'main_graph': 2 nodes, 0 initializers, opset 17
                          in  x: FLOAT[1x3x32x32]
                          in  w: FLOAT[16x3x3x3]
                          out Relu_1_output_0: FLOAT[1x16x32x32]
                          Conv(x, w) -> Conv_1_output_0
                          Relu(Conv_1_output_0) -> Relu_1_output_0""");

        OnnxGraph wide = OnnxGraph.build(17, g -> {
            String x = g.input("x", ElementType.FLOAT, 1);
            for (int i = 0; i < 500; i++) {
                x = g.op(OpId.of("Sum"), Collections.nCopies(50, x));
            }
            g.output(x, ElementType.FLOAT, 1);
        });
        assertThat(wide.toString().lines()).hasSizeLessThan(25).allMatch(line -> line.length() <= 100);
        assertThat(wide.toString()).endsWith("  ... 488 more nodes");
    }
}
