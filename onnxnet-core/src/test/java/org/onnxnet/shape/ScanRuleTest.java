package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Value;

class ScanRuleTest {
    /** Adds each slice to the state, and gives the sum as a slice. */
    private static final Graph SUM = GraphBuilder.graph("sum", g -> {
        g.input(new Value("state", null));
        g.input(new Value("slice", null));
        String sum = g.op("Add", List.of("state", "slice"));
        g.output(new Value(sum, null));
        g.output(new Value(g.op("Identity", List.of(sum)), null));
    });

    private static NodeCase scan(long opset) {
        return NodeCase.of("Scan", opset)
                .with(Attribute.of("body", SUM), Attribute.of("num_scan_inputs", 1))
                .outputs(2);
    }

    @Test
    void slicesLieAlongTheFirstAxis() {
        NodeCase scan = scan(9).floats("2").floats("n 2");
        assertThat(scan.types()).containsExactly("FLOAT[2]", "FLOAT[nx2]");
        assertThat(scan.plainTypes()).isEqualTo(scan.types());
    }

    @Test
    void orAlongChosenAxes() {
        assertThat(scan(11).floats("2")
                        .floats("2 n")
                        .with(Attribute.ofInts("scan_input_axes", -1), Attribute.ofInts("scan_output_axes", 1))
                        .types())
                .containsExactly("FLOAT[2]", "FLOAT[2xn]");
        assertThat(scan(11).floats("2")
                        .floats("2 n")
                        .with(Attribute.ofInts("scan_input_axes", 2))
                        .problem())
                .contains("axis 2");
    }

    @Test
    void version8HasABatchAxisAndSequenceLengths() {
        NodeCase scan = scan(8).omitted().floats("b 2").floats("b 5 2");
        assertThat(scan.types()).containsExactly("FLOAT[bx2]", "FLOAT[bx5x2]");
        assertThat(scan.plainTypes()).isEqualTo(scan.types());
        assertThat(scan(8).omitted().floats("b 2").floats("b").problem()).contains("wanted 2 leading axes");
    }

    @Test
    void anUnrankedInputStillGivesTheElementType() {
        assertThat(scan(16).floats("2").unranked(ElementType.FLOAT).types()).containsExactly("FLOAT[2]", "FLOAT[...]");
    }

    @Test
    void scannedInputsAreCounted() {
        NodeCase none = NodeCase.of("Scan", 11).floats("2").with(Attribute.of("body", SUM));
        assertThat(none.problem()).contains("num_scan_inputs is -1");
        NodeCase many =
                NodeCase.of("Scan", 11).floats("2").with(Attribute.of("body", SUM), Attribute.of("num_scan_inputs", 7));
        assertThat(many.problem()).contains("num_scan_inputs is 7 for 1 inputs");
    }
}
