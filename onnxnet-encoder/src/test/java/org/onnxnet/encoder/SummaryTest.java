package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.onnxnet.encoder.Component.INPUTS;
import static org.onnxnet.encoder.Component.OUT_SHAPE;
import static org.onnxnet.encoder.Component.PARAMETERS;
import static org.onnxnet.encoder.Component.SUMMARY;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.onnxnet.OnnxGraph;
import org.onnxnet.analysis.Count;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.simplify.SimplifyMode;
import org.onnxnet.testing.SharedData;
import org.onnxnet.testing.Simplifying;

class SummaryTest {
    private static final Encoder FULL = Encoder.with(SUMMARY, INPUTS, PARAMETERS, OUT_SHAPE);

    private static OnnxGraph canonical(String file) throws IOException {
        return Simplifying.simplify(SimplifyMode.CANONICAL, OnnxGraph.load(SharedData.sample(file)));
    }

    private static String lineOf(OnnxGraph graph) {
        return Encoder.with(SUMMARY).encode(graph).text().lines().findFirst().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "7,7",
        "999,999",
        "1000,100e1",
        "1004,100e1",
        "1005,101e1",
        "9994,999e1",
        "9995,100e2",
        "15299999,153e5",
        "9223372036854775807,922e16"
    })
    void numbersHaveThreeDigitsAndAnExponent(long number, String written) {
        assertThat(Summary.figure(Count.of(number))).isEqualTo(written);
    }

    @Test
    void anOpenNumberIsAQuestionMark() {
        assertThat(Summary.figure(Count.UNKNOWN)).isEqualTo("?");
        OnnxGraph open = OnnxGraph.build(17, g -> {
            String x = g.input(new Value(
                    "x", ValueType.tensor(ElementType.FLOAT, new Shape(List.of(Dim.of(1), Dim.of("n"))))));
            g.output(new Value(g.op("Relu", List.of(x)), null));
        });
        assertThat(lineOf(open)).isEqualTo("summary params=0 macs=0 activations=? depth=1 width=1 Relu=1");
    }

    @Test
    void networksAreSummedUp() throws IOException {
        GoldenTexts.check("summary-nb101-fig9", lineOf(canonical("nb101-fig9.raw.onnx")));
        GoldenTexts.check("summary-nb201-0", lineOf(canonical("nb201-0.raw.onnx")));
    }

    @Test
    void spansMoveWithTheLine() {
        OnnxGraph graph = OnnxGraph.build(
                17, g -> g.output(g.op("Relu", List.of(g.input("x", ElementType.FLOAT, 4))), ElementType.FLOAT, 4));
        assertThat(FULL.encode(graph).text())
                .isEqualTo("summary params=0 macs=0 activations=4 depth=1 width=1 Relu=1\nRelu(4) --> Out");
        assertThat(FULL.encode(graph).textOf(0))
                .isEqualTo(Encoder.with(INPUTS, PARAMETERS, OUT_SHAPE)
                        .encode(graph)
                        .textOf(0));
    }

    @ParameterizedTest
    @EnumSource(value = Dialect.class, names = "REFERENCE", mode = EnumSource.Mode.EXCLUDE)
    void anOperatorCalledLikeTheLineIsQuoted(Dialect dialect) {
        OnnxGraph graph = OnnxGraph.build(17, g -> {
            String x = g.input("x", ElementType.FLOAT, 4);
            g.output(new Value(g.op(new OpId("my", "summary"), List.of(x)), null));
        });
        String text = FULL.dialect(dialect).encode(graph).text();
        assertThat(text).contains("my:\"summary\"=1\n");
        assertThat(FULL.dialect(dialect).encode(Decoder.decode(text, dialect)).text())
                .isEqualTo(text);
    }

    @TestFactory
    List<DynamicTest> bothExportsGiveTheSameLine() {
        return SharedData.sampleNames().stream()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> assertThat(lineOf(canonical(name + ".raw.onnx")))
                                .isEqualTo(lineOf(canonical(name + ".sim.onnx")))))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(value = Dialect.class, names = "REFERENCE", mode = EnumSource.Mode.EXCLUDE)
    void samplesComeBackWithTheSameLine(Dialect dialect) throws IOException {
        Encoder encoder = FULL.dialect(dialect);
        for (Path file : SharedData.modelsBelow(SharedData.samples())) {
            OnnxGraph raw = OnnxGraph.load(file);
            for (OnnxGraph graph : List.of(raw, Simplifying.simplify(SimplifyMode.CANONICAL, raw))) {
                String text = encoder.encode(graph).text();
                if (!text.contains("]#")) {
                    assertThat(encoder.encode(Decoder.decode(text, dialect)).text())
                            .as("%s", file)
                            .isEqualTo(text);
                }
            }
        }
    }

    @Test
    void theOnnxSuiteComesBackWithTheSameLine() throws IOException {
        List<Path> files = SharedData.modelsBelow(SharedData.backendSuite());
        int stride = System.getProperty("onnxnet.corpus", "").equals("full") ? 1 : 16;
        for (int i = 0; i < files.size(); i += stride) {
            OnnxGraph graph = Simplifying.simplify(SimplifyMode.CANONICAL, OnnxGraph.load(files.get(i)));
            String text;
            try {
                text = FULL.encode(graph).text();
            } catch (InvalidModelException e) {
                continue; // The suite has files that read what nothing defines.
            }
            if (!text.contains("]#")) {
                assertThat(lineOf(Decoder.decode(text)))
                        .as("%s", files.get(i))
                        .isEqualTo(text.lines().findFirst().orElseThrow());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "summary | 1 | 1",
                "summary macs=1 | 1 | 9",
                "summary params=1.5e6 macs=0 | 1 | 17",
                "summary params=0153e5 macs=0 | 1 | 17",
                "summary params=1 macs=1 activations=1 depth=1 | 1 | 46",
                "summary params=1 macs=1 activations=1 depth=1 width=1 Relu | 1 | 59",
                "summary params=1 macs=1 activations=1 depth=1 width=1 Relu=x | 1 | 60",
                "summary params=1 macs=1 activations=1 depth=1 width=1 Relu=1, | 1 | 61",
                "summary params=1 macs=1 activations=1 depth=1 width=1 Relu=1@Relu( | 2 | 6",
            })
    void errorsSayWhere(String text, int line, int column) {
        for (Dialect dialect : List.of(Dialect.COMPLETE, Dialect.FOLDED)) {
            assertThatExceptionOfType(MalformedTextException.class)
                    .isThrownBy(() -> Decoder.decode(text.replace('@', '\n'), dialect))
                    .satisfies(e -> assertThat(e.line() + ":" + e.column())
                            .as("%s, %s", dialect, e.getMessage())
                            .isEqualTo(line + ":" + column));
        }
    }

    @Test
    void theReferenceDialectHasNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FULL.dialect(Dialect.REFERENCE))
                .withMessageContaining("has no SUMMARY");
    }
}
