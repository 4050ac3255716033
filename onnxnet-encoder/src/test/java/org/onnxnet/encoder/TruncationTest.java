package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.encoder.Component.INPUTS;
import static org.onnxnet.encoder.Component.OUT_SHAPE;
import static org.onnxnet.encoder.Component.PARAMETERS;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.onnxnet.OnnxGraph;
import org.onnxnet.encoder.Encoding.Truncated;
import org.onnxnet.encoder.fold.TokenEstimate;
import org.onnxnet.graph.ElementType;
import org.onnxnet.testing.RandomGraphs;
import org.onnxnet.testing.RandomGraphs.RandomModel;

class TruncationTest {
    private static final Encoder FULL = Encoder.with(INPUTS, PARAMETERS, OUT_SHAPE);

    @Provide
    Arbitrary<RandomModel> models() {
        return RandomGraphs.models();
    }

    @Provide
    Arbitrary<Dialect> dialects() {
        return Arbitraries.of(Dialect.class);
    }

    private static Encoding chain() {
        return FULL.encode(OnnxGraph.build(17, g -> {
            String x = g.input("x", ElementType.FLOAT, 1, 4);
            String first = g.op("Relu", List.of(x));
            g.output(
                    g.op("Add", List.of(g.op("Exp", List.of(g.op("Tanh", List.of(first)))), first)),
                    ElementType.FLOAT,
                    1,
                    4);
        }));
    }

    @Test
    void endsBehindAStatement() {
        Encoding encoding = chain();
        assertThat(encoding.text())
                .isEqualTo("Relu(1x4) --> Value1:1x4\nTanh(Value1) --> Exp(prev) --> Value2:1x4\n"
                        + "Add(Value2, Value1) --> Out");

        Truncated cut = encoding.truncate(50, String::length);

        assertThat(cut.text()).isEqualTo("Relu(1x4) --> Value1:1x4\nTanh(Value1)");
        assertThat(cut.tokens()).isEqualTo(37);
        assertThat(cut.cutNodes()).containsExactly(2, 3);
    }

    @Test
    void aTextThatFitsStays() {
        Encoding encoding = chain();
        assertThat(encoding.truncate(encoding.text().length(), String::length))
                .isEqualTo(new Truncated(encoding.text(), encoding.text().length(), List.of()));
    }

    @Test
    void nothingMayBeLeft() {
        assertThat(chain().truncate(3, String::length)).isEqualTo(new Truncated("", 0, List.of(0, 1, 2, 3)));
    }

    @Property(tries = 150)
    void keepsTheBudgetAndWholeNodes(
            @ForAll("models") RandomModel made,
            @ForAll("dialects") Dialect dialect,
            @ForAll @IntRange(max = 400) int budget) {
        Encoding encoding = FULL.dialect(dialect).encode(OnnxGraph.of(made.model()));

        Truncated cut = encoding.truncate(budget, TokenEstimate::of);

        assertThat(encoding.text()).startsWith(cut.text());
        assertThat(cut.tokens()).isEqualTo(TokenEstimate.of(cut.text())).isLessThanOrEqualTo(budget);
        int end = cut.text().length();
        IntStream.range(0, encoding.spans().size()).forEach(node -> {
            boolean isCut = cut.cutNodes().contains(node);
            assertThat(
                            isCut
                                    ? encoding.span(node).start() >= end
                                    : encoding.span(node).end() <= end)
                    .as("node %s at %s, cut at %s", node, encoding.span(node), end)
                    .isTrue();
        });
    }
}
