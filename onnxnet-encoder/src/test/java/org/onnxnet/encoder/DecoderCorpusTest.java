package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.encoder.Component.INPUTS;
import static org.onnxnet.encoder.Component.OUT_SHAPE;
import static org.onnxnet.encoder.Component.PARAMETERS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.simplify.SimplifyMode;
import org.onnxnet.testing.SharedData;
import org.onnxnet.testing.Simplifying;

/** Real networks there and back, as they are and simplified. {@code -Donnxnet.corpus=full} takes the whole ONNX suite. */
class DecoderCorpusTest {
    private static final Encoder FULL = Encoder.with(INPUTS, PARAMETERS, OUT_SHAPE);
    private static final int STRIDE = 16;

    @Test
    void samplesComeBack() throws IOException {
        for (Path file : SharedData.modelsBelow(SharedData.samples())) {
            OnnxGraph graph = OnnxGraph.load(file);
            assertThat(problem(graph)).as("%s", file).isNull();
            assertThat(problem(Simplifying.simplify(SimplifyMode.CANONICAL, graph)))
                    .as("%s", file)
                    .isNull();
        }
    }

    @Test
    void theOnnxSuiteComesBack() throws IOException {
        int stride = System.getProperty("onnxnet.corpus", "").equals("full") ? 1 : STRIDE;
        List<Path> files = SharedData.modelsBelow(SharedData.backendSuite());
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < files.size(); i += stride) {
            String problem = problem(Simplifying.simplify(SimplifyMode.CANONICAL, OnnxGraph.load(files.get(i))));
            if (problem != null) {
                problems.add(files.get(i) + ": " + problem);
            }
        }
        assertThat(problems).isEmpty();
    }

    /** What is wrong with the way there and back; null if nothing is, or there is no text. */
    private static String problem(OnnxGraph graph) {
        for (Dialect dialect : List.of(Dialect.COMPLETE, Dialect.FOLDED)) {
            Encoder encoder = FULL.dialect(dialect);
            String text;
            try {
                text = encoder.encode(graph).text();
            } catch (InvalidModelException e) {
                return null;
            }
            if (text.contains("]#")) {
                return null;
            }
            OnnxGraph decoded = Decoder.decode(text, dialect);
            if (!decoded.canonicalHash().equals(graph.canonicalHash())) {
                return "another hash, " + dialect;
            }
            if (!encoder.encode(decoded).text().equals(text)) {
                return "another text, " + dialect;
            }
        }
        return null;
    }
}
