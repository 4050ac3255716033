package org.onnxnet.encoder;

import static org.onnxnet.encoder.Component.INPUTS;
import static org.onnxnet.encoder.Component.OUT_SHAPE;
import static org.onnxnet.encoder.Component.PARAMETERS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.onnxnet.OnnxGraph;
import org.onnxnet.testing.SharedData;

/** Compares with what the authors' encoder printed for real files. */
class ReferenceGoldenTest {
    private static final Map<String, Encoder> MODES = Map.of(
            "chain_slim", Encoder.with(INPUTS, PARAMETERS, OUT_SHAPE),
            "chain_slim_base", Encoder.with(),
            "chain_slim_input", Encoder.with(INPUTS),
            "chain_slim_param", Encoder.with(PARAMETERS),
            "chain_slim_outshape", Encoder.with(OUT_SHAPE));

    @Test
    void equalsTheAuthorsTexts() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        List<String> lines = SharedData.goldenLines();
        List<String> different = new ArrayList<>();
        SoftAssertions softly = new SoftAssertions();
        for (String line : lines) {
            JsonNode golden = mapper.readTree(line);
            String file = golden.get("file").asText();
            String mode = golden.get("mode").asText();
            OnnxGraph graph = OnnxGraph.load(SharedData.goldenFile(file));
            String text =
                    MODES.get(mode).dialect(Dialect.REFERENCE).encode(graph).text();
            if (!text.equals(golden.get("text").asText())) {
                different.add(file + " " + mode);
                // A few in full are enough.
                if (different.size() <= 3) {
                    softly.assertThat(text)
                            .as(file + " " + mode)
                            .isEqualTo(golden.get("text").asText());
                }
            }
        }
        softly.assertThat(different).isEmpty();
        softly.assertThat(lines).hasSizeGreaterThan(800);
        softly.assertAll();
    }
}
