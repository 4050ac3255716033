package org.onnxnet.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.onnxnet.encoder.Component;
import org.onnxnet.encoder.Dialect;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.predictor.checkpoint.InvalidCheckpointException;
import org.onnxnet.predictor.text.OverLength;

/**
 * What {@code onnxnet.json} says of a model: which texts it was trained on, and how far its scores can be trusted.
 *
 * @param name for reports
 * @param encoder writes the texts it was trained on
 * @param noise standard deviation of the error of a score, in units of the score; NaN where it was not measured
 * @param overLength what becomes of texts that are too long, unless the caller says otherwise
 */
public record ModelSettings(String name, Encoder encoder, double noise, OverLength overLength) {
    /** The file in a model directory. */
    public static final String FILE = "onnxnet.json";

    private static final OverLength USUAL = OverLength.TRUNCATE;

    /** Settings of a model that scores the beginning of a text that is too long. */
    public ModelSettings(String name, Encoder encoder, double noise) {
        this(name, encoder, noise, USUAL);
    }

    /** The same, with another fate for texts that are too long. */
    public ModelSettings with(OverLength newOverLength) {
        return new ModelSettings(name, encoder, noise, newOverLength);
    }

    /**
     * Reads the settings of a model directory.
     *
     * @throws IOException if the file cannot be read
     * @throws InvalidCheckpointException if it is no such file
     */
    public static ModelSettings read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        JsonNode json = ModelJson.read(directory);
        JsonNode encoder = json.path("encoder");
        Dialect dialect = constant(Dialect.class, file, "encoder.dialect", encoder.path("dialect"));
        Set<Component> components = EnumSet.noneOf(Component.class);
        for (JsonNode component : encoder.path("components")) {
            components.add(constant(Component.class, file, "encoder.components", component));
        }
        return new ModelSettings(
                json.path("name").asText("language model"),
                Encoder.with(components.toArray(Component[]::new)).dialect(dialect),
                json.path("noise").asDouble(Double.NaN),
                json.has("overLength")
                        ? constant(OverLength.class, file, "overLength", json.path("overLength"))
                        : USUAL);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Path file, String key, JsonNode value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> lower(constant).equals(value.asText()))
                .findFirst()
                .orElseThrow(() -> new InvalidCheckpointException(file + ": " + key + " is "
                        + (value.isMissingNode() ? "missing" : value) + ", wanted one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(ModelSettings::lower)
                                .toList()));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Writes the settings into a model directory.
     *
     * @throws IOException if the file cannot be written; nothing has changed then
     */
    public void write(Path directory) throws IOException {
        ObjectNode json = ModelJson.of(ModelKind.LANGUAGE_MODEL).put("name", name);
        ObjectNode encoding = json.putObject("encoder").put("dialect", lower(encoder.dialect()));
        ArrayNode components = encoding.putArray("components");
        encoder.components().stream().sorted(Comparator.naturalOrder()).forEach(c -> components.add(lower(c)));
        if (!Double.isNaN(noise)) {
            json.put("noise", noise);
        }
        if (overLength != USUAL) {
            json.put("overLength", lower(overLength));
        }
        ModelJson.write(json, directory);
    }
}
