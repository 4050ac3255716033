package org.onnxnet.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.onnxnet.predictor.checkpoint.InvalidCheckpointException;
import org.onnxnet.predictor.feature.Features;

/**
 * What {@code onnxnet.json} says of a {@link FeatureModel}.
 *
 * @param name for reports
 * @param examples how many networks it was trained on
 * @param noise standard deviation of its errors
 * @param familiarity below this a network is unlike the examples
 */
record FeatureModelSettings(String name, int examples, double noise, double familiarity) {
    static FeatureModelSettings read(Path directory) throws IOException {
        Path file = directory.resolve(ModelSettings.FILE);
        JsonNode json = ModelJson.read(directory);
        List<String> features = new ArrayList<>();
        json.path("features").forEach(feature -> features.add(feature.asText()));
        if (!features.equals(Features.names())) {
            throw new InvalidCheckpointException(file + ": the model was trained on " + features.size()
                    + " features that are not the " + Features.names().size()
                    + " that this version counts; train it again");
        }
        return new FeatureModelSettings(
                json.path("name").asText("features"),
                json.path("examples").asInt(),
                json.path("noise").asDouble(Double.NaN),
                json.path("familiarity").asDouble(0));
    }

    void write(Path directory) throws IOException {
        ObjectNode json = ModelJson.of(ModelKind.FEATURES)
                .put("name", name)
                .put("examples", examples)
                .put("noise", noise)
                .put("familiarity", familiarity);
        ArrayNode features = json.putArray("features");
        Features.names().forEach(features::add);
        ModelJson.write(json, directory);
    }
}
